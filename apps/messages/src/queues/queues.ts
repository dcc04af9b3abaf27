import { type DeadLetterJob, type FanOutJob, jobIds, QUEUES } from '@anika/contracts';
import { currentRequestId, Metrics, producerQueue } from '@anika/platform';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import type { Queue } from 'bullmq';
import { MessagesConfig } from '../messages.config';
import type { MessageDocument } from '../mongo/documents';
import {
  deadLetterJob,
  type DueDelivery,
  fanOutJob,
  type HeldSubscription,
  type NewJob,
  recheckJob,
  releaseJob,
  retryJob,
} from './new-jobs';
import { removeRemains } from './remains';

const NEXT_OF_BACKLOG = 100;

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
    const from = { from: this.from, requestId: currentRequestId() };
    void this.add(
      this.fanOutQueue,
      batches.map((batch) => fanOutJob({ ...batch, ...from })),
    );
  }

  /** For messages whose fan-out may have been lost. */
  recheck(messages: readonly Pick<MessageDocument, '_id' | 'topicId' | 'publisherId'>[]): Promise<void> {
    return this.add(this.fanOutQueue, messages.map(recheckJob), [this.fanOutQueue, this.backlogQueue]);
  }

  /** Adding one that is there already does nothing. */
  retry(deliveries: readonly DueDelivery[]): Promise<void> {
    return this.add(this.deliveryQueue, deliveries.map(retryJob));
  }

  /** For deliveries whose job may have been lost. */
  retryLost(deliveries: readonly DueDelivery[]): Promise<void> {
    return this.add(this.deliveryQueue, deliveries.map(retryJob), [this.deliveryQueue]);
  }

  /** At once, also when the release is there already and waits for a later time. */
  release(holds: readonly HeldSubscription[]): Promise<void> {
    return this.releaseNow(holds);
  }

  /** At once, for holds whose release may have been lost. */
  releaseLost(holds: readonly HeldSubscription[]): Promise<void> {
    return this.releaseNow(holds, [this.deliveryQueue]);
  }

  /** Adding one that is there already does nothing, whatever its time. */
  releaseAt(holds: readonly HeldSubscription[], at: Date): Promise<void> {
    return this.add(
      this.deliveryQueue,
      holds.map((hold) => releaseJob(hold, at)),
    );
  }

  /** For people to see in Bull Board: the newest ten thousand stand there as failed. */
  deadLetter(deliveries: readonly Omit<DeadLetterJob, 'v'>[]): Promise<void> {
    return this.add(this.deadLetterQueue, deliveries.map(deadLetterJob));
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

  private async releaseNow(holds: readonly HeldSubscription[], cleared?: readonly Queue[]): Promise<void> {
    const now = new Date();
    const jobs = holds.map((hold) => releaseJob(hold, now));
    await this.add(this.deliveryQueue, jobs, cleared);
    await this.promote(holds);
  }

  private async promote(holds: readonly HeldSubscription[]): Promise<void> {
    await Promise.all(
      holds.map(async ({ subscriptionId }) => {
        const job = await this.deliveryQueue.getJob(jobIds.release(subscriptionId)).catch(() => undefined);
        // Refused unless it is delayed: then it is at work or done.
        if (job && job.delay > 0) await job.promote().catch(() => undefined);
      }),
    );
  }

  /** @param cleared queues in which the remains of lost jobs with these ids may stand in the way */
  private async add(queue: Queue, jobs: NewJob[], cleared: readonly Queue[] = []): Promise<void> {
    if (jobs.length === 0) return;
    const added = this.tryToAdd(queue, jobs, cleared).finally(() => this.adding.delete(added));
    this.adding.add(added);
    await added;
  }

  private async tryToClear(queue: Queue, jobIds: readonly string[]): Promise<void> {
    await removeRemains(queue, jobIds).catch((error: unknown) =>
      this.logger.warn(`What is left of lost jobs stays in ${queue.name}: ${String(error)}`),
    );
  }

  private async tryToAdd(queue: Queue, jobs: NewJob[], cleared: readonly Queue[]): Promise<void> {
    try {
      const ids = jobs.flatMap(({ opts }) => opts.jobId ?? []);
      for (const each of cleared) await this.tryToClear(each, ids);
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
