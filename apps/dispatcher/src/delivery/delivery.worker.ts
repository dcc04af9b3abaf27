import { DELIVERY_JOBS, QUEUES, ReleaseJob } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import { type Job, UnrecoverableError } from 'bullmq';
import { DispatcherConfig } from '../dispatcher.config';
import { QueueWorker } from '../workers/queue-worker';
import { backoff } from './attempt-failed.error';
import { ReleaseService } from './release.service';
import { RetryService } from './retry.service';

const SHORTEST_MS = 100;

/** Retries and releases: a worker of their own, so that they do not delay fresh messages. */
@Injectable()
export class DeliveryWorker extends QueueWorker {
  constructor(
    config: DispatcherConfig,
    private readonly releases: ReleaseService,
    private readonly retries: RetryService,
  ) {
    super({
      queue: QUEUES.delivery,
      redisUrl: config.REDIS_URL,
      concurrency: config.DELIVERY_CONCURRENCY,
      backoffStrategy: backoff,
    });
  }

  protected async run(job: Job): Promise<void> {
    const until = await this.work(job);
    // Not at once, should the clock that said it be behind ours.
    if (until) await this.delay(job, Math.max(until.getTime(), Date.now() + SHORTEST_MS));
  }

  /** Answers until when the job must wait before it runs again. */
  private work(job: Job): Promise<Date | undefined> {
    switch (job.name) {
      case DELIVERY_JOBS.retry:
        return this.retries.retry(job);
      case DELIVERY_JOBS.release:
        return this.releases.release(ReleaseJob.parse(job.data));
      default:
        throw new UnrecoverableError(`There is no job ${job.name} in this queue`);
    }
  }
}
