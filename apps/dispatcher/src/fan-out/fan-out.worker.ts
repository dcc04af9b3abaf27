import { QUEUES } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import type { Job } from 'bullmq';
import { DispatcherConfig } from '../dispatcher.config';
import { ByteBudget } from '../workers/byte-budget';
import { QueueWorker } from '../workers/queue-worker';
import { Backlog } from './backlog';
import { bytesOf, partnerOf, readJob } from './fan-out-job';
import { FanOutService } from './fan-out.service';
import { Shares } from './shares';

const MEGABYTE = 1024 * 1024;
const MEMORY_BYTES = 128 * MEGABYTE;
const SHARE_BYTES = 32 * MEGABYTE;
/** Of the jobs in progress, what one partner may have of them. */
const SHARE = 0.2;

/** Takes new messages as they come, until their partner has its share in progress: the rest goes to the backlog. */
@Injectable()
export class FanOutWorker extends QueueWorker {
  private readonly memory = new ByteBudget(MEMORY_BYTES);
  private readonly shares: Shares;

  constructor(
    config: DispatcherConfig,
    private readonly backlog: Backlog,
    private readonly fanOut: FanOutService,
  ) {
    super({ queue: QUEUES.fanOut, redisUrl: config.REDIS_URL, concurrency: config.FAN_OUT_CONCURRENCY });
    this.shares = new Shares({ jobs: Math.ceil(config.FAN_OUT_CONCURRENCY * SHARE), bytes: SHARE_BYTES });
  }

  protected async run(job: Job): Promise<void> {
    const data = readJob(job);
    const leave = this.shares.take(partnerOf(data), bytesOf(data));
    if (!leave) return this.backlog.add(data, job.timestamp);
    try {
      await this.memory.spend(bytesOf(data), () => this.fanOut.fanOut(data));
    } finally {
      leave();
    }
  }

  protected override settle(): Promise<void> {
    return this.fanOut.settle();
  }
}
