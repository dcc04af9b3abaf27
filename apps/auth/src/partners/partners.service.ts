import {
  AnikaError,
  type Identity,
  isId,
  type Page,
  type Partner,
  type PartnerQuery,
  type Register,
  type Registered,
  type UpdatePartner,
} from '@anika/contracts';
import {
  assertIfMatch,
  type AuditOrigin,
  doneAuditRecord,
  etagOf,
  readCursor,
  toPage,
} from '@anika/platform';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AuthAuditStore } from '../audit/auth-audit-store';
import { AuthConfig } from '../auth.config';
import { PartnerEntity } from '../database/partner.entity';
import { toUser, UsersService } from '../users/users.service';
import { PartnersRepository } from './partners.repository';

@Injectable()
export class PartnersService {
  constructor(
    private readonly config: AuthConfig,
    private readonly source: DataSource,
    private readonly partners: PartnersRepository,
    private readonly users: UsersService,
    private readonly audit: AuthAuditStore,
  ) {}

  /** A company registers itself; its first user is its owner. */
  async register(request: Register, origin: AuditOrigin): Promise<Registered> {
    if (this.config.REGISTRATION !== 'open') throw new AnikaError('REGISTRATION_CLOSED');
    return this.create(request, async (manager, { partner: { id, name }, user }) => {
      const record = doneAuditRecord({
        action: 'partner.register',
        actor: { kind: 'user', id: user.id },
        partnerId: id,
        object: { type: 'partner', id, name },
        related: [{ type: 'user', id: user.id }],
        origin,
      });
      await this.audit.insert(record, manager);
    });
  }

  /** `note` writes in the same transaction. */
  async create(
    { company, ...owner }: Register,
    note?: (manager: EntityManager, registered: Registered) => Promise<void>,
  ): Promise<Registered> {
    const prepared = await this.users.prepare({ ...owner, role: 'owner' });
    return this.source.transaction(async (manager) => {
      const partner = await this.partners.create(manager, company);
      const user = await this.users.insert(manager, partner.id, prepared);
      const registered = { partner: this.withLimits(partner), user: toUser(user) };
      await note?.(manager, registered);
      return registered;
    });
  }

  async list(identity: Identity, query: PartnerQuery): Promise<Page<Partner>> {
    const rows = await this.partners.list({
      after: readCursor(query.cursor, (id) => isId('partner', id)),
      limit: query.limit,
      prefix: query.q,
      suspended: identity.role === 'operator',
    });
    return toPage(
      rows,
      query.limit,
      (row) => row.id,
      (row) => this.seenBy(identity, row),
    );
  }

  async get(identity: Identity, id: string): Promise<Partner> {
    const partner = await this.partners.find(id);
    const visible =
      partner && (identity.role === 'operator' || partner.status === 'active' || id === identity.partnerId);
    if (!visible || partner.isPlatform)
      throw new AnikaError('NOT_FOUND', { detail: `There is no partner ${id}.` });
    return this.seenBy(identity, partner);
  }

  /** The caller's own company, the platform's included. */
  async own(id: string): Promise<Partner> {
    return this.withLimits(await this.source.manager.findOneByOrFail(PartnerEntity, { id }));
  }

  async update(id: string, change: UpdatePartner, ifMatch: string | undefined): Promise<Partner> {
    const partner = await this.partners.update(id, change, (current) =>
      assertIfMatch(ifMatch, etagOf(this.withLimits(current))),
    );
    if (!partner) throw new AnikaError('NOT_FOUND', { detail: `There is no partner ${id}.` });
    return this.withLimits(partner);
  }

  private seenBy({ role, partnerId }: Identity, partner: PartnerEntity): Partner {
    return role === 'operator' || partnerId === partner.id ? this.withLimits(partner) : toPartner(partner);
  }

  private withLimits(partner: PartnerEntity): Partner {
    const limits = {
      messagesPerSecond: this.config.LIMIT_MESSAGES_PER_SECOND,
      deliveriesPerSecond: this.config.LIMIT_DELIVERIES_PER_SECOND,
      messageBytes: this.config.LIMIT_MESSAGE_BYTES,
      topics: this.config.LIMIT_TOPICS,
      subscriptions: this.config.LIMIT_SUBSCRIPTIONS,
      apiKeys: this.config.LIMIT_API_KEYS,
      ...partner.limits,
    };
    return { ...toPartner(partner), limits };
  }
}

export function toPartner({ id, name, status, createdAt }: PartnerEntity): Partner {
  return { id, name, status, createdAt: createdAt.toISOString() };
}
