import { DeadLetterJob, QUEUES } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import { type Job, UnrecoverableError } from 'bullmq';
import { DispatcherConfig } from '../dispatcher.config';
import { QueueWorker } from '../workers/queue-worker';

const CONCURRENCY = 20;

/** Fails each job at once: dead letters stand under "failed" in Bull Board, the newest ten thousand of them. */
@Injectable()
export class DeadLetterWorker extends QueueWorker {
  constructor(config: DispatcherConfig) {
    super({ queue: QUEUES.deadLetter, redisUrl: config.REDIS_URL, concurrency: CONCURRENCY });
  }

  protected run(job: Job): Promise<void> {
    const { error } = DeadLetterJob.parse(job.data);
    return Promise.reject(new UnrecoverableError(error));
  }
}
