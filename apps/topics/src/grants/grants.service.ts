import { AnikaError, type Grant, type Identity, isId, type Page, type PageQuery } from '@anika/contracts';
import { readCursor, toPage } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import { DataSource, MoreThan } from 'typeorm';
import { GrantEntity } from '../database/grant.entity';
import { SubscriptionEntity } from '../database/subscription.entity';
import { PartnersService } from '../partners/partners.service';
import { HeldDeliveries } from '../subscriptions/held-deliveries';
import { TopicAccess } from '../topics/topic-access';
import { TopicChanges } from '../versions/topic-changes';

@Injectable()
export class GrantsService {
  constructor(
    private readonly source: DataSource,
    private readonly access: TopicAccess,
    private readonly changes: TopicChanges,
    private readonly partners: PartnersService,
    private readonly held: HeldDeliveries,
  ) {}

  /** Giving a grant again changes nothing: the first one's beginning counts. */
  async put(
    identity: Identity,
    topicId: string,
    partnerId: string,
  ): Promise<{ grant: Grant; created: boolean }> {
    await this.access.own(identity, topicId);
    if (partnerId === identity.partnerId) throw refused('is your own company, which reads its topics anyway');
    const partner = await this.partners.find(partnerId);
    if (!partner) throw refused('is not a partner on this platform');
    const existing = await this.source.manager.findOneBy(GrantEntity, { topicId, partnerId });
    if (existing) return { grant: toGrant(existing, partner.name), created: false };
    return this.changes.change(
      topicId,
      async (manager, sinceVersion) => {
        const { raw } = await manager
          .createQueryBuilder()
          .insert()
          .into(GrantEntity)
          .values({ topicId, partnerId, sinceVersion })
          .orIgnore()
          .returning('partner_id')
          .execute();
        const grant = await manager.findOneByOrFail(GrantEntity, { topicId, partnerId });
        return { grant: toGrant(grant, partner.name), created: (raw as unknown[]).length > 0 };
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

function refused(message: string): AnikaError {
  return new AnikaError('VALIDATION_FAILED', {
    errors: [{ pointer: ':partnerId', code: 'INVALID', message }],
  });
}

function toGrant({ topicId, partnerId, createdAt }: GrantEntity, partnerName: string): Grant {
  return { topicId, partnerId, partnerName, createdAt: createdAt.toISOString() };
}
