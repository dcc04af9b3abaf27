import { randomUUID } from 'node:crypto';
import { AnikaError, QUEUE_PREFIX } from '@anika/contracts';
import { runInContext, within, workerConnection } from '@anika/platform';
import { type BeforeApplicationShutdown, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { type BackoffStrategy, DelayedError, type Job, Worker } from 'bullmq';

const LOCK_MS = 20_000;
const STALLED_MS = 5000;
const CLOSE_MS = 8000;
const MAX_WAIT_SECONDS = 30;

export interface QueueWorkerOptions {
  readonly queue: string;
  readonly redisUrl: string;
  readonly concurrency: number;
  readonly backoffStrategy?: BackoffStrategy;
}

/** A BullMQ worker with its own connections that starts with the app and finishes its jobs before the app ends. */
export abstract class QueueWorker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  protected readonly logger = new Logger(this.constructor.name);
  private worker: Worker | undefined;

  protected constructor(private readonly options: QueueWorkerOptions) {}

  /** Does the job. An AnikaError that says "unavailable" costs the job nothing: it waits and runs again. */
  protected abstract run(job: Job): Promise<void>;

  /** What else is in flight when the jobs are done. */
  protected settle(): Promise<void> {
    return Promise.resolve();
  }

  /** No job waits. */
  protected drained(): void {}

  onApplicationBootstrap(): void {
    const { queue, redisUrl, concurrency, backoffStrategy } = this.options;
    this.worker = new Worker(queue, (job, token) => this.process(job, token), {
      connection: workerConnection(redisUrl),
      prefix: QUEUE_PREFIX,
      concurrency,
      lockDuration: LOCK_MS,
      stalledInterval: STALLED_MS,
      // The counter of a job only ever grows: the default would fail a job for good at the second crash of its worker.
      maxStalledCount: 1000,
      // A job whose data and options Redis has lost: kept as failed, it would block its id for good.
      removeOnFail: { count: 0 },
      ...(backoffStrategy && { settings: { backoffStrategy } }),
    });
    // BullMQ reconnects by itself; without a listener an error would end the process.
    this.worker.on('error', (error) => this.logger.debug(error.message));
    this.worker.on('drained', () => this.drained());
  }

  async beforeApplicationShutdown(): Promise<void> {
    // A close() that waits for the jobs could not be cut short later: each further call gets the first one's promise.
    if (this.worker) await within(this.worker.pause(), CLOSE_MS);
    await this.worker?.close(true);
    await this.settle();
  }

  private process(job: Job, token: string | undefined): Promise<void> {
    const { requestId } = job.data as { readonly requestId?: string };
    return runInContext({ requestId: requestId ?? randomUUID() }, async () => {
      try {
        await this.run(job);
      } catch (error) {
        if (!isOutage(error)) throw error;
        const seconds = Math.min(2 ** Math.max(0, job.attemptsStarted - 1), MAX_WAIT_SECONDS);
        this.logger.warn(`${job.id} waits ${seconds} s: ${String(error)}`);
        await this.delay(job, Date.now() + seconds * 1000, token);
      }
    });
  }

  /** Puts the job aside until a time, without counting a failure. */
  protected async delay(job: Job, until: number, token: string | undefined = job.token): Promise<never> {
    await job.moveToDelayed(until, token);
    throw new DelayedError();
  }
}

function isOutage(error: unknown): boolean {
  return error instanceof AnikaError && error.status >= 500;
}
