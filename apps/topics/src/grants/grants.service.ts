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
import { DataSource, type EntityManager, MoreThan } from 'typeorm';
import { actorOf } from '../access-requests/actor-of';
import { GrantEntity } from '../database/grant.entity';
import { PartnersService } from '../partners/partners.service';
import { HeldDeliveries } from '../subscriptions/held-deliveries';
import { TopicAccess } from '../topics/topic-access';
import { TopicChanges } from '../versions/topic-changes';
import { tellOfAccess } from './access-events';
import { giveGrant } from './give-grant';
import { assertFuture, assertNamed, limitsOf, shownLimits } from './grant-limits';
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
   * Gives a grant, or sets the limits of one that is there, whose beginning stays; a limit that it has must be named. One that has
   * expired begins anew: what was published in between is not sent.
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
    const limits = limitsOf(request);
    assertFuture(limits);
    const existing = await this.source.manager.findOneBy(GrantEntity, { topicId, partnerId });
    if (existing && !isExpired(existing) && isDeepStrictEqual(limitsOf(existing), limits))
      return { grant: toGrant(existing, partner.name), created: false };
    const give = async (manager: EntityManager, sinceVersion: number) => {
      const current = await manager.findOneBy(GrantEntity, { topicId, partnerId });
      if (current && !isExpired(current)) assertNamed(current, request);
      const giving = { topicId, partnerId, sinceVersion, limits, by: actorOf(identity) };
      const { grant, created } = await giveGrant(manager, giving);
      return { grant: toGrant(grant, partner.name), created };
    };
    return existing
      ? this.changes.withdraw(topicId, give, partnerId)
      : this.changes.change(topicId, give, partnerId);
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
    await this.changes.withdraw(topicId, async (manager) => {
      const grant = await manager.findOneBy(GrantEntity, { topicId, partnerId });
      if (!grant) throw new AnikaError('NOT_FOUND', { detail: `${partnerId} has no grant for this topic.` });
      await manager.delete(GrantEntity, { topicId, partnerId });
      // Of one that has expired the partner has heard.
      if (isExpired(grant)) return;
      const more = { topicDeleted: false };
      await tellOfAccess(manager, topicId, [{ type: 'access.revoked', partnerId, to: ['partner'], more }]);
    });
    this.held.releaseOf(topicId, partnerId);
  }
}

function refused(message: string): AnikaError {
  return new AnikaError('VALIDATION_FAILED', {
    errors: [{ pointer: ':partnerId', code: 'INVALID', message }],
  });
}

function toGrant(row: GrantEntity, partnerName: string): Grant {
  const { topicId, partnerId, createdAt } = row;
  return { topicId, partnerId, partnerName, ...shownLimits(row), createdAt: createdAt.toISOString() };
}
