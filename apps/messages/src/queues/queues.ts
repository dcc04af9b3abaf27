import {
  DELIVERY_JOBS,
  type DeadLetterJob,
  type FanOutJob,
  jobIds,
  QUEUES,
  type ReleaseJob,
  type RetryJob,
} from '@anika/contracts';
import { currentRequestId, Metrics, producerQueue } from '@anika/platform';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { JobsOptions, Queue } from 'bullmq';
import { MessagesConfig } from '../messages.config';
import type { MessageDocument } from '../mongo/documents';

/** Attempts of BullMQ, which only has to outlast the schedule: the number that counts is in MongoDB. */
const MAX_RUNS = 100;
const KEPT_DEAD_LETTERS = 10_000;
const NEXT_OF_BACKLOG = 100;
export interface HeldSubscription {
  readonly subscriptionId: string;
  readonly topicId: string;
}

interface NewJob {
  readonly name: string;
  readonly data: unknown;
  readonly opts: JobsOptions;
}

/** Without stack traces: Redis would keep one for each failed attempt. */
const GONE: JobsOptions = { removeOnComplete: true, removeOnFail: true, stackTraceLimit: 0 };

/**
 * Adds every job of the platform. Nobody waits for Redis: what it does not take, the sweeper adds later, so a failure is only
 * counted and logged.
 */
@Injectable()
export class Queues implements OnApplicationShutdown {
  private readonly logger = new Logger(Queues.name);
  private readonly fanOutQueue: Queue;
  private readonly backlogQueue: Queue;
  private readonly deliveryQueue: Queue;
  private readonly deadLetterQueue: Queue;
  private readonly failures;
  private readonly from: string;
  private readonly adding = new Set<Promise<void>>();
  private isFailing = false;

  constructor(config: MessagesConfig, metrics: Metrics) {
    this.from = config.ADVERTISED_TCP ?? `${config.HOST}:${config.TCP_PORT}`;
    this.failures = metrics.counter('anika_queue_add_failures_total', 'Jobs that Redis did not take', [
      'queue',
    ]);
    const open = (name: string) => producerQueue(name, config.REDIS_URL);
    this.fanOutQueue = open(QUEUES.fanOut);
    this.backlogQueue = open(QUEUES.fanOutBacklog);
    this.deliveryQueue = open(QUEUES.delivery);
    this.deadLetterQueue = open(QUEUES.deadLetter);
  }

  /** For messages just committed: this replica can answer for them from memory. */
  fanOut(batches: readonly Pick<FanOutJob, 'topicId' | 'publisherId' | 'messageIds' | 'bytes'>[]): void {
    const requestId = currentRequestId();
    const jobs = batches.map((batch) => {
      const data: FanOutJob = { v: 1, ...batch, from: this.from, requestId };
      return { name: QUEUES.fanOut, data, opts: GONE };
    });
    void this.add(this.fanOutQueue, jobs);
  }

  /** For messages whose fan-out may have been lost. */
  recheck(messages: readonly Pick<MessageDocument, '_id' | 'topicId' | 'publisherId'>[]): Promise<void> {
    const jobs = messages.map(({ topicId, publisherId, _id }) => {
      const data: FanOutJob = { v: 1, topicId, publisherId, messageIds: [_id], recheck: true };
      return { name: QUEUES.fanOut, data, opts: { ...GONE, jobId: jobIds.recheck(_id) } };
    });
    return this.add(this.fanOutQueue, jobs);
  }

  /** Adding one that is there already does nothing. */
  retry(
    deliveries: readonly { readonly deliveryId: string; readonly generation: number; readonly dueAt: Date }[],
  ) {
    const now = Date.now();
    const requestId = currentRequestId();
    const jobs = deliveries.map(({ deliveryId, generation, dueAt }) => {
      const data: RetryJob = { v: 1, deliveryId, generation, requestId };
      const opts: JobsOptions = {
        ...GONE,
        jobId: jobIds.retry(deliveryId, generation),
        delay: Math.max(0, dueAt.getTime() - now),
        attempts: MAX_RUNS,
        backoff: { type: 'custom' },
      };
      return { name: DELIVERY_JOBS.retry, data, opts };
    });
    return this.add(this.deliveryQueue, jobs);
  }

  /** At once, also when the release is there already and waits for a later time. */
  async release(holds: readonly HeldSubscription[]): Promise<void> {
    await this.releaseAt(holds, new Date());
    await Promise.all(holds.map(({ subscriptionId }) => this.promote(jobIds.release(subscriptionId))));
  }

  /** Adding one that is there already does nothing, whatever its time. */
  releaseAt(holds: readonly HeldSubscription[], at: Date): Promise<void> {
    const delay = Math.max(0, at.getTime() - Date.now());
    const jobs = holds.map(({ subscriptionId, topicId }) => {
      const data: ReleaseJob = { v: 1, subscriptionId, topicId };
      const opts = { ...GONE, jobId: jobIds.release(subscriptionId), delay };
      return { name: DELIVERY_JOBS.release, data, opts };
    });
    return this.add(this.deliveryQueue, jobs);
  }

  /** For people to see in Bull Board: the newest ten thousand stand there as failed. */
  deadLetter(deliveries: readonly Omit<DeadLetterJob, 'v'>[]): Promise<void> {
    const jobs = deliveries.map((delivery) => {
      const data: DeadLetterJob = { v: 1, ...delivery };
      const jobId = jobIds.deadLetter(delivery.deliveryId, delivery.generation);
      return {
        name: QUEUES.deadLetter,
        data,
        opts: { jobId, removeOnFail: { count: KEPT_DEAD_LETTERS }, stackTraceLimit: 0 },
      };
    });
    return this.add(this.deadLetterQueue, jobs);
  }

  /** When the fan-out job that waits longest was added, in milliseconds; undefined when none waits. Throws without Redis. */
  async oldestFanOut(): Promise<number | undefined> {
    const [[waiting], backlog] = await Promise.all([
      this.fanOutQueue.getJobs(['waiting'], 0, 0, true),
      // Each partner's oldest is among the next to be served.
      this.backlogQueue.getJobs(['prioritized'], 0, NEXT_OF_BACKLOG - 1, true),
    ]);
    const times = [waiting, ...backlog].flatMap((job) => job?.timestamp ?? []);
    return times.length > 0 ? Math.min(...times) : undefined;
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.adding);
    for (const queue of [this.fanOutQueue, this.backlogQueue, this.deliveryQueue, this.deadLetterQueue])
      await queue.disconnect();
  }

  private async promote(jobId: string): Promise<void> {
    const job = await this.deliveryQueue.getJob(jobId).catch(() => undefined);
    // Refused unless it is delayed: then it is at work or done.
    if (job && job.delay > 0) await job.promote().catch(() => undefined);
  }

  private async add(queue: Queue, jobs: NewJob[]): Promise<void> {
    if (jobs.length === 0) return;
    const added = this.tryToAdd(queue, jobs).finally(() => this.adding.delete(added));
    this.adding.add(added);
    await added;
  }

  private async tryToAdd(queue: Queue, jobs: NewJob[]): Promise<void> {
    try {
      const [job] = jobs;
      // A lone one costs half as much this way.
      if (job && jobs.length === 1) await queue.add(job.name, job.data, job.opts);
      else await queue.addBulk(jobs);
      if (this.isFailing) this.logger.log('Redis takes jobs again');
      this.isFailing = false;
    } catch (error) {
      this.failures.inc({ queue: queue.name }, jobs.length);
      if (!this.isFailing)
        this.logger.warn(`Redis takes no jobs, the sweeper will add them: ${String(error)}`);
      this.isFailing = true;
    }
  }
}
