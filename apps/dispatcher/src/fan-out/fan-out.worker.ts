import { FanOutJob, QUEUES } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import type { Job } from 'bullmq';
import { DispatcherConfig } from '../dispatcher.config';
import { Outcomes } from '../outcomes/outcomes';
import { QueueWorker } from '../workers/queue-worker';
import { FanOutService } from './fan-out.service';

@Injectable()
export class FanOutWorker extends QueueWorker {
  constructor(
    config: DispatcherConfig,
    private readonly fanOut: FanOutService,
    private readonly outcomes: Outcomes,
  ) {
    super({ queue: QUEUES.fanOut, redisUrl: config.REDIS_URL, concurrency: config.FAN_OUT_CONCURRENCY });
  }

  protected async run(job: Job): Promise<void> {
    const data = FanOutJob.parse(job.data);
    // A job that runs again may have recorded some of its outcomes.
    await this.fanOut.fanOut({ ...data, recheck: data.recheck === true || job.attemptsStarted > 1 });
  }

  protected override async settle(): Promise<void> {
    await this.fanOut.settle();
    await this.outcomes.drain();
  }
}
