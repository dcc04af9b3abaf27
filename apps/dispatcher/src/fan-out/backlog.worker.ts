import { QUEUES } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import type { Job } from 'bullmq';
import { DispatcherConfig } from '../dispatcher.config';
import { ByteBudget } from '../workers/byte-budget';
import { QueueWorker } from '../workers/queue-worker';
import { Backlog } from './backlog';
import { bytesOf, readJob } from './fan-out-job';
import { FanOutService } from './fan-out.service';

const MEMORY_BYTES = 64 * 1024 * 1024;
/** Of the fan-out jobs in progress. */
const SHARE = 0.2;

/** Takes what is beyond partners' shares, in turn by partner, with memory of its own: new messages do not wait for it. */
@Injectable()
export class BacklogWorker extends QueueWorker {
  private readonly memory = new ByteBudget(MEMORY_BYTES);

  constructor(
    config: DispatcherConfig,
    private readonly backlog: Backlog,
    private readonly fanOut: FanOutService,
  ) {
    super({
      queue: QUEUES.fanOutBacklog,
      redisUrl: config.REDIS_URL,
      concurrency: Math.ceil(config.FAN_OUT_CONCURRENCY * SHARE),
    });
  }

  protected async run(job: Job): Promise<void> {
    this.backlog.order.serve(job.priority);
    const data = readJob(job);
    await this.memory.spend(bytesOf(data), () => this.fanOut.fanOut(data));
  }

  protected override settle(): Promise<void> {
    return this.fanOut.settle();
  }

  protected override drained(): void {
    this.backlog.order.reset();
  }
}
