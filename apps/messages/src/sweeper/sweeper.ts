import { errorCode, FindSubscription, lowestId } from '@anika/contracts';
import { Epoch, InjectRpc, Metrics, type RpcClient } from '@anika/platform';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { Gauge } from 'prom-client';
import { Collections } from '../mongo/collections';
import type { HoldDocument } from '../mongo/documents';
import { MessagesConfig } from '../messages.config';
import { Queues } from '../queues/queues';
import { Lease } from './lease';

const PAGE = 500;
/** After Redis lost its data nothing is queued any more: hardly anything has to be overdue to be lost. */
const LOST_AGES = { open: 2000, due: 0 } as const;

interface Ages {
  /** Milliseconds after which an open message counts as lost. */
  readonly open: number;
  /** Milliseconds past its due time after which a delivery counts as lost. */
  readonly due: number;
}

/**
 * The one path of recovery: finds in MongoDB what is not finished and should be, and queues it again. A crash, a lost job, an empty
 * Redis: whatever happened, the work is found here.
 */
@Injectable()
export class Sweeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Sweeper.name);
  private readonly oldestDue: Gauge;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly config: MessagesConfig,
    private readonly collections: Collections,
    private readonly epoch: Epoch,
    private readonly lease: Lease,
    private readonly queues: Queues,
    @InjectRpc('topics') private readonly topics: RpcClient,
    metrics: Metrics,
  ) {
    this.oldestDue = metrics.gauge(
      'anika_oldest_due_seconds',
      'How long the most overdue delivery has been due',
    );
  }

  onApplicationBootstrap(): void {
    const age = this.config.SWEEPER_AGE_SECONDS * 1000;
    this.timer = setInterval(() => this.enqueue({ open: age, due: age }), this.config.SWEEPER_SECONDS * 1000);
    this.epoch.onChange(() => this.enqueue(LOST_AGES));
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    clearInterval(this.timer);
    await this.running;
    await this.lease.giveUp().catch(() => undefined);
  }

  /** One round after another, never two at once. */
  private enqueue(ages: Ages): void {
    this.running = this.running
      .then(() => this.sweep(ages))
      .catch((error: unknown) => this.logger.warn(error));
  }

  private async sweep(ages: Ages): Promise<void> {
    if (this.stopped || !(await this.lease.take())) return;
    const messages = await this.sweepOpen(ages.open);
    const deliveries = await this.sweepDue(ages.due);
    const holds = await this.sweepHolds();
    if (messages + deliveries + holds > 0) this.logger.log({ messages, deliveries, holds }, 'queued again');
  }

  /** Messages whose fan-out is not finished, unless it still waits in the queue. */
  private async sweepOpen(age: number): Promise<number> {
    const oldestWaiting = await this.queues.oldestFanOut();
    const before = Math.min(Date.now(), oldestWaiting ?? Number.POSITIVE_INFINITY) - age;
    return this.pages(async (after) => {
      const page = await this.collections.messages
        .find(
          { open: true, _id: { $gt: after, $lt: lowestId('message', before) } },
          { projection: { _id: 1, topicId: 1 } },
        )
        .sort({ _id: 1 })
        .limit(PAGE)
        .toArray();
      await this.queues.recheck(page);
      return page.map(({ _id }) => _id);
    });
  }

  private async sweepDue(age: number): Promise<number> {
    const now = Date.now();
    const overdue = { dueAt: { $lt: new Date(now - age) } };
    let oldest = now;
    const count = await this.pages(async (after) => {
      const page = await this.collections.deliveries
        .find({ ...overdue, _id: { $gt: after } }, { projection: { _id: 1, generation: 1, dueAt: 1 } })
        .sort({ _id: 1 })
        .limit(PAGE)
        .toArray();
      for (const { dueAt } of page) oldest = Math.min(oldest, dueAt!.getTime());
      await this.queues.retry(
        page.map(({ _id, generation, dueAt }) => ({ deliveryId: _id, generation, dueAt: dueAt! })),
      );
      return page.map(({ _id }) => _id);
    });
    this.oldestDue.set((now - oldest) / 1000);
    return count;
  }

  /** Holds whose reason may be over; the release itself looks again before it sends. */
  private async sweepHolds(): Promise<number> {
    return this.pages(async (after) => {
      const page = await this.collections.holds
        .find({ _id: { $gt: after } })
        .sort({ _id: 1 })
        .limit(PAGE)
        .toArray();
      const over: HoldDocument[] = [];
      for (const hold of page) if (await this.isOver(hold)) over.push(hold);
      await this.queues.release(over.map(({ _id, topicId }) => ({ subscriptionId: _id, topicId })));
      return page.map(({ _id }) => _id);
    });
  }

  private async isOver({ _id: subscriptionId, until }: HoldDocument): Promise<boolean> {
    if (until && until.getTime() > Date.now()) return false;
    try {
      return (await this.topics.call(FindSubscription, { subscriptionId })).status === 'active';
    } catch (error) {
      return errorCode(error) === 'NOT_FOUND';
    }
  }

  /** Walks pages by id until one is not full; answers how many there were in all. */
  private async pages(read: (after: string) => Promise<string[]>): Promise<number> {
    let count = 0;
    for (let after = ''; !this.stopped;) {
      const ids = await read(after);
      count += ids.length;
      if (ids.length < PAGE) break;
      after = ids.at(-1)!;
    }
    return count;
  }
}
