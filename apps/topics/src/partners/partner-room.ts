import { AnikaError, type PartnerLimits } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { KnownPartnerEntity } from '../database/known-partner.entity';
import { SubscriptionEntity } from '../database/subscription.entity';
import { TopicEntity } from '../database/topic.entity';
import { TopicsConfig } from '../topics.config';

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
}

async function limitsOf(manager: EntityManager, id: string): Promise<Partial<PartnerLimits>> {
  const { limits } = await manager.findOneByOrFail(KnownPartnerEntity, { id });
  return limits ?? {};
}
