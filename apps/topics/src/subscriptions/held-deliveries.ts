import { ReleaseHeld } from '@anika/contracts';
import { InjectRpc, type RpcClient } from '@anika/platform';
import { Injectable, Logger } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type FindOptionsWhere, MoreThan, Repository } from 'typeorm';
import { SubscriptionEntity } from '../database/subscription.entity';
import { HEALTHY, healthIs } from './health';

/** Calls at a time: a partner that is resumed may have thousands of subscriptions. */
const PAGE = 20;

/** Tells messages that what is held for a subscription may go on, or has nowhere to go. Its sweeper would notice, later. */
@Injectable()
export class HeldDeliveries {
  private readonly logger = new Logger(HeldDeliveries.name);

  constructor(
    @InjectRpc('messages') private readonly messages: RpcClient,
    @InjectRepository(SubscriptionEntity) private readonly subscriptions: Repository<SubscriptionEntity>,
  ) {}

  /** For a subscription that is put back to work, has another endpoint or is gone: what failed before counts no more. */
  release(topicId: string, subscriptionId: string): void {
    this.messages.call(ReleaseHeld, { topicId, subscriptionId }).catch((error: unknown) => {
      this.logger.warn(`${subscriptionId} is left to the sweeper: ${String(error)}`);
    });
  }

  /** For a partner that may no longer read the topic: what is held for it is discarded. */
  releaseOf(topicId: string, partnerId: string): void {
    this.releaseWhere({ topicId, partnerId }).catch((error: unknown) => {
      this.logger.warn(`${partnerId} is left to the sweeper: ${String(error)}`);
    });
  }

  /** For a partner that is no longer suspended. */
  releaseAll(partnerId: string): void {
    this.releaseWhere({ partnerId, status: 'active' }).catch((error: unknown) => {
      this.logger.warn(`The subscriptions of ${partnerId} are left to the sweeper: ${String(error)}`);
    });
  }

  /** Nobody asked their endpoints meanwhile: the time in which they failed says nothing any more. */
  private async releaseWhere(where: FindOptionsWhere<SubscriptionEntity>): Promise<void> {
    await this.subscriptions.update({ ...where, health: healthIs('failing') }, { health: HEALTHY });
    let after = '';
    for (;;) {
      const page = await this.subscriptions.find({
        select: { id: true, topicId: true },
        where: { ...where, id: MoreThan(after) },
        order: { id: 'ASC' },
        take: PAGE,
      });
      await Promise.all(
        page.map(({ id, topicId }) => this.messages.call(ReleaseHeld, { topicId, subscriptionId: id })),
      );
      if (page.length < PAGE) return;
      after = page.at(-1)!.id;
    }
  }
}
