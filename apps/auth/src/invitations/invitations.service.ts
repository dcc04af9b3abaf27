import {
  AnikaError,
  type CreateInvitation,
  type Identity,
  type Invitation,
  type InvitationWithLink,
  isId,
  type Page,
  type PageQuery,
} from '@anika/contracts';
import { readCursor, toPage } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { PartnerEntity } from '../database/partner.entity';
import { UserEntity } from '../database/user.entity';
import { userOf } from '../identity/user-of';
import type { Visitor } from '../identity/visitor';
import { Links } from '../mail/links';
import { MailOutbox } from '../mail/mail-outbox';
import { AttemptLimit } from '../users/attempt-limit';
import { assertRoleFits } from '../users/role-fit';
import { type InvitationRow, InvitationsRepository } from './invitations.repository';

const MAX_OPEN = 100;
/** In 15 minutes: mails go to addresses that nobody has confirmed. */
const MAX_SENT = 50;

/** Owners invite colleagues, operators invite operators. */
@Injectable()
export class InvitationsService {
  constructor(
    private readonly invitations: InvitationsRepository,
    private readonly limit: AttemptLimit,
    private readonly links: Links,
    private readonly outbox: MailOutbox,
    private readonly source: DataSource,
  ) {}

  /** @throws {AnikaError} CONFLICT for a colleague or an open invitation. Whether another company knows the address is not told. */
  async create(identity: Identity, request: CreateInvitation, visitor: Visitor): Promise<InvitationWithLink> {
    assertRoleFits(identity, request.role);
    await this.assertPace(identity);
    const { partnerId } = identity;
    const { email, role, name = null } = request;
    return this.source
      .transaction(async (manager) => {
        await this.assertRoom(manager, partnerId);
        if (await manager.existsBy(UserEntity, { partnerId, email }))
          throw new AnikaError('CONFLICT', { detail: 'This person is in your company already.' });
        const invitedBy = userOf(identity);
        const id = await this.invitations.insert(manager, { partnerId, email, role, name, invitedBy });
        if (id === undefined)
          throw new AnikaError('CONFLICT', {
            detail: 'There is an open invitation: resend or revoke that one.',
          });
        return { id, link: await this.deliver(manager, id, email, invitedBy, visitor) };
      })
      .then(({ id, link }) => this.withLink(partnerId, id, link));
  }

  /** The link from before no longer works. */
  async resend(identity: Identity, id: string, visitor: Visitor): Promise<InvitationWithLink> {
    const { email } = await this.get(identity, id);
    await this.assertPace(identity);
    const link = await this.source.transaction(async (manager) => {
      const invitedBy = userOf(identity);
      if (!(await this.invitations.renew(manager, identity.partnerId, id, invitedBy))) throw unknown(id);
      return this.deliver(manager, id, email, invitedBy, visitor);
    });
    return this.withLink(identity.partnerId, id, link);
  }

  async list({ partnerId }: Identity, { limit, cursor }: PageQuery): Promise<Page<Invitation>> {
    const before = readCursor(cursor, (id) => isId('invitation', id));
    const rows = await this.invitations.list(partnerId, before, limit);
    return toPage(rows, limit, (row) => row.id, toInvitation);
  }

  async get({ partnerId }: Identity, id: string): Promise<Invitation> {
    const row = await this.invitations.find(partnerId, id);
    if (!row) throw unknown(id);
    return toInvitation(row);
  }

  async revoke({ partnerId }: Identity, id: string): Promise<void> {
    if (!(await this.invitations.remove(partnerId, id))) throw unknown(id);
  }

  /** Answers the link where no mail is sent. */
  private async deliver(
    manager: EntityManager,
    invitationId: string,
    recipient: string,
    invitedBy: string,
    visitor: Visitor,
  ): Promise<string | null> {
    if (!this.outbox.isConfigured) {
      const issued = await this.invitations.issue(invitationId, manager);
      return issued ? this.links.invite(issued.token) : null;
    }
    const inviter = await manager.findOneByOrFail(UserEntity, { id: invitedBy });
    const locale = inviter.locale ?? visitor.locale;
    await this.outbox.add(manager, { kind: 'invitation', recipient, locale, invitationId });
    return null;
  }

  private async withLink(partnerId: string, id: string, link: string | null): Promise<InvitationWithLink> {
    const row = await this.invitations.find(partnerId, id);
    if (!row) throw unknown(id);
    return { ...toInvitation(row), link };
  }

  private assertPace({ partnerId }: Identity) {
    return this.limit.take({ subject: `invitations:${partnerId}`, limit: MAX_SENT });
  }

  /** Holds the partner's row, so that two requests do not both take the last place. */
  private async assertRoom(manager: EntityManager, partnerId: string): Promise<void> {
    const lock = { mode: 'for_no_key_update' } as const;
    await manager.findOneOrFail(PartnerEntity, { where: { id: partnerId }, lock });
    if ((await this.invitations.count(manager, partnerId)) >= MAX_OPEN)
      throw new AnikaError('LIMIT_REACHED', { detail: `There may be ${MAX_OPEN} invitations at once.` });
  }
}

const unknown = (id: string) => new AnikaError('NOT_FOUND', { detail: `There is no invitation ${id}.` });

function toInvitation({
  partnerId: _partnerId,
  createdAt,
  expiresAt,
  sentAt,
  ...row
}: InvitationRow): Invitation {
  return {
    ...row,
    createdAt: createdAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    sentAt: sentAt?.toISOString() ?? null,
  };
}
