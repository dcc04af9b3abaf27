import { ReleaseHeld, type RequestOf } from '@anika/contracts';
import { InjectRpc, type RpcClient } from '@anika/platform';
import { Injectable, Logger } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { MoreThan, Repository } from 'typeorm';
import { SubscriptionEntity } from '../database/subscription.entity';

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

  release(topicId: string, subscriptionId: string): void {
    this.ask({ topicId, subscriptionId });
  }

  /** For a subscription that is put back to work, has another endpoint or is gone: what failed before counts no more. */
  releaseAfresh(topicId: string, subscriptionId: string): void {
    this.ask({ topicId, subscriptionId, startsAfresh: true });
  }

  /** For a partner that may no longer read the topic: what is held for it is discarded. */
  releaseOf(topicId: string, partnerId: string): void {
    this.subscriptions.find({ select: { id: true }, where: { topicId, partnerId } }).then(
      (subscriptions) => subscriptions.forEach(({ id }) => this.release(topicId, id)),
      (error: unknown) => this.logger.warn(`${partnerId} is left to the sweeper: ${String(error)}`),
    );
  }

  /** For a partner that is no longer suspended. */
  releaseAll(partnerId: string): void {
    this.releasePages(partnerId).catch((error: unknown) => {
      this.logger.warn(`The subscriptions of ${partnerId} are left to the sweeper: ${String(error)}`);
    });
  }

  private ask(request: RequestOf<typeof ReleaseHeld>): void {
    this.messages.call(ReleaseHeld, request).catch((error: unknown) => {
      this.logger.warn(`${request.subscriptionId} is left to the sweeper: ${String(error)}`);
    });
  }

  private async releasePages(partnerId: string): Promise<void> {
    let after = '';
    for (;;) {
      const page = await this.subscriptions.find({
        select: { id: true, topicId: true },
        where: { partnerId, status: 'active', id: MoreThan(after) },
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
