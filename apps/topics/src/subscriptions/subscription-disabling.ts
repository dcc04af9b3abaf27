import type { SubscriptionHealth } from '@anika/contracts';
import { doneAuditRecord, PostgresAuditStore } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import type { FindOptionsWhere } from 'typeorm';
import { SubscriptionEntity } from '../database/subscription.entity';
import { TopicChanges } from '../versions/topic-changes';
import { healthIs } from './health';
import { type FoundSubscription, SubscriptionsRepository } from './subscriptions.repository';

/** Disables subscriptions whose endpoints do not answer any more, or say that they never will. */
@Injectable()
export class SubscriptionDisabling {
  constructor(
    private readonly subscriptions: SubscriptionsRepository,
    private readonly changes: TopicChanges,
    private readonly audit: PostgresAuditStore,
  ) {}

  /**
   * The endpoint answered 410 Gone. Answers the topic's version.
   *
   * @param url the endpoint that said it: nothing happens when it has been changed since
   */
  async gone(id: string, url?: string): Promise<number> {
    const found = await this.subscriptions.find(id);
    if (url !== undefined && url !== found.url) return found.topicVersion;
    return this.disable(found, { statusReason: 'gone' });
  }

  /** The endpoint failed for too long; not when it counts as healthy, as it has been put back to work since then. */
  async failing(id: string, health: SubscriptionHealth): Promise<void> {
    const found = await this.subscriptions.find(id);
    await this.disable(found, { statusReason: 'failing', health }, { health: healthIs('failing') });
  }

  /** An active one only: a paused one stays paused. Each attempt in flight may ask for it, and every raise makes the other services read the topic again. */
  private async disable(
    found: FoundSubscription,
    change: Partial<Pick<SubscriptionEntity, 'health' | 'statusReason'>>,
    still: FindOptionsWhere<SubscriptionEntity> = {},
  ): Promise<number> {
    const { id, topicId, topicVersion, url, status } = found;
    if (status !== 'active') return topicVersion;
    return this.changes.change(topicId, async (manager, version) => {
      const { affected } = await manager.update(
        SubscriptionEntity,
        { ...still, id, status, url },
        { ...change, status: 'disabled', updatedAt: new Date() },
      );
      if (affected) await this.audit.insert(disabledRecord(found), manager);
      return version;
    });
  }
}

function disabledRecord({
  id,
  topicId,
  partnerId,
}: Pick<SubscriptionEntity, 'id' | 'topicId' | 'partnerId'>) {
  return doneAuditRecord({
    action: 'subscription.disable',
    actor: { kind: 'platform' },
    partnerId,
    object: { type: 'subscription', id },
    related: [{ type: 'topic', id: topicId }],
  });
}
