import { AnikaError, lowestId, type PartnerLimits, timeOfId } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import { type EntityManager, MoreThanOrEqual } from 'typeorm';
import { AccessRequestEntity } from '../database/access-request.entity';
import { KnownPartnerEntity } from '../database/known-partner.entity';
import { SubscriptionEntity } from '../database/subscription.entity';
import { TopicEntity } from '../database/topic.entity';
import { TopicsConfig } from '../topics.config';

/** How often a partner may ask for one topic in a day: each time its owner is told. */
const ASKED_A_DAY = 10;
const DAY_MS = 24 * 3_600_000;

/**
 * How much a partner may have. To be asked in a transaction that holds the partner's row (FOR NO KEY UPDATE): of two that want the last
 * place, one gets it.
 */
@Injectable()
export class PartnerRoom {
  constructor(private readonly config: TopicsConfig) {}

  /** @throws {AnikaError} LIMIT_REACHED */
  async assertTopic(manager: EntityManager, ownerId: string): Promise<void> {
    const limit = (await limitsOf(manager, ownerId)).topics ?? this.config.LIMIT_TOPICS;
    const count = await manager.countBy(TopicEntity, { ownerId, kind: 'regular', state: 'active' });
    if (count >= limit)
      throw new AnikaError('LIMIT_REACHED', { detail: `The limit of your company is ${limit} topics.` });
  }

  /** @throws {AnikaError} LIMIT_REACHED */
  async assertSubscription(manager: EntityManager, partnerId: string): Promise<void> {
    const limit = (await limitsOf(manager, partnerId)).subscriptions ?? this.config.LIMIT_SUBSCRIPTIONS;
    if ((await manager.countBy(SubscriptionEntity, { partnerId })) >= limit)
      throw new AnikaError('LIMIT_REACHED', {
        detail: `The limit of your company is ${limit} subscriptions.`,
      });
  }

  /** @throws {AnikaError} LIMIT_REACHED, or RATE_LIMITED for who asks for the same topic again and again. */
  async assertAccessRequest(manager: EntityManager, topicId: string, partnerId: string): Promise<void> {
    const limit = this.config.LIMIT_ACCESS_REQUESTS;
    if ((await manager.countBy(AccessRequestEntity, { partnerId, state: 'pending' })) >= limit)
      throw new AnikaError('LIMIT_REACHED', {
        detail: `The limit of your company is ${limit} access requests that wait for a decision.`,
      });
    const now = Date.now();
    const recent = await manager.find(AccessRequestEntity, {
      select: { id: true },
      where: { topicId, partnerId, id: MoreThanOrEqual(lowestId('accessRequest', now - DAY_MS)) },
      order: { id: 'ASC' },
    });
    if (recent.length < ASKED_A_DAY) return;
    throw new AnikaError('RATE_LIMITED', {
      detail: `You may ask for a topic ${ASKED_A_DAY} times a day.`,
      headers: { 'retry-after': `${Math.ceil((timeOfId(recent[0]!.id) + DAY_MS - now) / 1000)}` },
    });
  }
}

async function limitsOf(manager: EntityManager, id: string): Promise<Partial<PartnerLimits>> {
  const { limits } = await manager.findOneByOrFail(KnownPartnerEntity, { id });
  return limits ?? {};
}
