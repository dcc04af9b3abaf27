import { AnikaError, type FanOutJob, QUEUES } from '@anika/contracts';
import { producerQueue } from '@anika/platform';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { DispatcherConfig } from '../dispatcher.config';
import { partnerOf } from './fan-out-job';
import { Order } from './order';

/** Where fan-out jobs wait whose partner has its share in progress. Each replica keeps an order of its own; all see what is served. */
@Injectable()
export class Backlog implements OnApplicationShutdown {
  readonly order = new Order();
  private readonly queue: Queue;

  constructor(config: DispatcherConfig) {
    this.queue = producerQueue(QUEUES.fanOutBacklog, config.REDIS_URL);
  }

  /** The same messages a second time are added once. `timestamp` is when they were first queued: the sweeper goes by it. */
  async add(data: FanOutJob, timestamp: number): Promise<void> {
    const [jobId] = data.messageIds;
    const priority = this.order.next(partnerOf(data), data.messageIds.length);
    const opts = { jobId, priority, timestamp, removeOnComplete: true, removeOnFail: true };
    try {
      await this.queue.add(QUEUES.fanOutBacklog, data, opts);
    } catch (cause) {
      throw new AnikaError('SERVICE_UNAVAILABLE', { detail: `The backlog took no job: ${String(cause)}` });
    }
  }

  async onApplicationShutdown(): Promise<void> {
    await this.queue.disconnect();
  }
}
