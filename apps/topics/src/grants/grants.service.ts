import { isDeepStrictEqual } from 'node:util';
import {
  AnikaError,
  type Grant,
  type Identity,
  isId,
  type Page,
  type PageQuery,
  type PutGrant,
} from '@anika/contracts';
import { readCursor, toPage } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import { DataSource, LessThanOrEqual, MoreThan } from 'typeorm';
import { GrantEntity } from '../database/grant.entity';
import { SubscriptionEntity } from '../database/subscription.entity';
import { PartnersService } from '../partners/partners.service';
import { HeldDeliveries } from '../subscriptions/held-deliveries';
import { TopicAccess } from '../topics/topic-access';
import { TopicChanges } from '../versions/topic-changes';
import { isExpired } from './is-expired';

@Injectable()
export class GrantsService {
  constructor(
    private readonly source: DataSource,
    private readonly access: TopicAccess,
    private readonly changes: TopicChanges,
    private readonly partners: PartnersService,
    private readonly held: HeldDeliveries,
  ) {}

  /**
   * Gives a grant, or sets the limits of one that is there, whose beginning stays. One that has expired begins anew: what was
   * published in between is not sent.
   */
  async put(
    identity: Identity,
    topicId: string,
    partnerId: string,
    request: PutGrant,
  ): Promise<{ grant: Grant; created: boolean }> {
    await this.access.own(identity, topicId);
    if (partnerId === identity.partnerId) throw refused('is your own company, which reads its topics anyway');
    const partner = await this.partners.find(partnerId);
    if (!partner) throw refused('is not a partner on this platform');
    if (request.expiresAt !== null && Date.parse(request.expiresAt) <= Date.now())
      throw refused('must be in the future', '/expiresAt');
    const limits = limitsOf(request);
    const existing = await this.source.manager.findOneBy(GrantEntity, { topicId, partnerId });
    if (existing && !isExpired(existing) && isDeepStrictEqual(limitsOf(existing), limits))
      return { grant: toGrant(existing, partner.name), created: false };
    return this.changes.change(
      topicId,
      async (manager, sinceVersion) => {
        await manager.delete(GrantEntity, { topicId, partnerId, expiresAt: LessThanOrEqual(new Date()) });
        const { affected } = await manager.update(GrantEntity, { topicId, partnerId }, limits);
        if (!affected) await manager.insert(GrantEntity, { topicId, partnerId, sinceVersion, ...limits });
        const grant = await manager.findOneByOrFail(GrantEntity, { topicId, partnerId });
        return { grant: toGrant(grant, partner.name), created: !affected };
      },
      partnerId,
    );
  }

  async list(identity: Identity, topicId: string, { limit, cursor }: PageQuery): Promise<Page<Grant>> {
    await this.access.own(identity, topicId);
    const after = readCursor(cursor, (id) => isId('partner', id));
    const rows = await this.source.manager.find(GrantEntity, {
      where: { topicId, ...(after !== undefined && { partnerId: MoreThan(after) }) },
      order: { partnerId: 'ASC' },
      take: limit + 1,
    });
    const names = await this.partners.names(rows.map(({ partnerId }) => partnerId));
    return toPage(
      rows,
      limit,
      (row) => row.partnerId,
      (row) => toGrant(row, names.get(row.partnerId) ?? ''),
    );
  }

  /**
   * Ends reading and delivery. The partner's subscriptions stay, without effect: a new grant has a new beginning, so what was
   * published in between is not sent.
   */
  async revoke(identity: Identity, topicId: string, partnerId: string): Promise<void> {
    await this.access.own(identity, topicId);
    const subscriptions = await this.changes.change(topicId, async (manager) => {
      const { affected } = await manager.delete(GrantEntity, { topicId, partnerId });
      if (!affected)
        throw new AnikaError('NOT_FOUND', { detail: `${partnerId} has no grant for this topic.` });
      return manager.find(SubscriptionEntity, { select: { id: true }, where: { topicId, partnerId } });
    });
    for (const { id } of subscriptions) this.held.release(topicId, id);
  }
}

function refused(message: string, pointer = ':partnerId'): AnikaError {
  return new AnikaError('VALIDATION_FAILED', {
    errors: [{ pointer, code: 'INVALID', message }],
  });
}

function limitsOf({ fields, expiresAt }: PutGrant | GrantEntity): Pick<GrantEntity, 'fields' | 'expiresAt'> {
  return { fields, expiresAt: expiresAt === null ? null : new Date(expiresAt) };
}

function toGrant(row: GrantEntity, partnerName: string): Grant {
  const { topicId, partnerId, fields, expiresAt, createdAt } = row;
  return {
    topicId,
    partnerId,
    partnerName,
    fields,
    expiresAt: expiresAt?.toISOString() ?? null,
    createdAt: createdAt.toISOString(),
  };
}
