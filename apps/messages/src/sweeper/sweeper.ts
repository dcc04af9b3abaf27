import type { Sweep } from '@anika/contracts';
import { Epoch, Metrics } from '@anika/platform';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import type { Gauge } from 'prom-client';
import { MessagesConfig } from '../messages.config';
import { Lease } from './lease';
import { LostWork } from './lost-work';
import { OverHolds } from './over-holds';
import { type Found, SweepReport } from './sweep-report';

interface Ages {
  /** Milliseconds after which an open message counts as lost. */
  readonly open: number;
  /** Milliseconds past its due time after which a delivery counts as lost. */
  readonly due: number;
  /** Whether Redis has just lost its data, so that nothing of that age can still wait there. */
  readonly isWiped: boolean;
  /** An operator waits for it: without the lease, and with a report. */
  readonly isAsked?: boolean;
}

/** A rest of so many times the length of the round before: while no dispatcher works, the same things are found again each time. */
const REST = 10;
const MAX_REST_MS = 30_000;
/** Further than any retry is ahead: what is not due yet lost its job as well. */
const ANY_DUE_MS = -366 * 24 * 60 * 60_000;
/** In a dispatcher work may go on that was begun before the loss: that gets two seconds. */
const WIPED: Ages = { open: 2000, due: ANY_DUE_MS, isWiped: true };
/** A second round, for the messages that were too young in the first. */
const WIPED_AGAIN_MS = 3000;
/** What is under way may be done twice then: the operator wants it now. */
const ASKED: Ages = { open: 2000, due: 0, isWiped: true, isAsked: true };
const WIPED_AGAIN: Ages = { ...WIPED, open: WIPED_AGAIN_MS, due: 0 };

/**
 * The one path of recovery: finds in MongoDB what is not finished and should be, and queues it again. A crash, a lost job, an empty
 * Redis: whatever happened, the work is found here.
 */
@Injectable()
export class Sweeper implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Sweeper.name);
  private readonly oldestDue: Gauge;
  private timer: NodeJS.Timeout | undefined;
  private again: NodeJS.Timeout | undefined;
  private rounds = 0;
  private last: Promise<void> = Promise.resolve();
  private restUntil = 0;
  private isStopping = false;

  constructor(
    private readonly config: MessagesConfig,
    private readonly epoch: Epoch,
    private readonly lease: Lease,
    private readonly work: LostWork,
    private readonly holds: OverHolds,
    private readonly progress: SweepReport,
    metrics: Metrics,
  ) {
    this.oldestDue = metrics.gauge(
      'anika_oldest_due_seconds',
      'How long the most overdue message or delivery has been due; told by the replica that sweeps',
    );
  }

  onApplicationBootstrap(): void {
    const { SWEEPER_SECONDS, SWEEPER_AGE_SECONDS } = this.config;
    const age = SWEEPER_AGE_SECONDS * 1000;
    this.timer = setInterval(() => {
      if (this.rounds === 0 && Date.now() >= this.restUntil)
        this.enqueue({ open: age, due: age, isWiped: false });
    }, SWEEPER_SECONDS * 1000);
    this.epoch.onChange(() => {
      this.enqueue(WIPED);
      clearTimeout(this.again);
      this.again = setTimeout(() => this.enqueue(WIPED_AGAIN), WIPED_AGAIN_MS);
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    clearInterval(this.timer);
    clearTimeout(this.again);
    await this.last;
  }

  /** A round for an operator, at once; answers its report. */
  async start(): Promise<Sweep> {
    await this.progress.begin();
    this.enqueue(ASKED);
    return this.progress.read();
  }

  report(): Promise<Sweep> {
    return this.progress.read();
  }

  /** One round after another, never two at once. */
  private enqueue(ages: Ages): void {
    this.last = this.runAfter(this.last, ages);
  }

  private async runAfter(before: Promise<void>, ages: Ages): Promise<void> {
    this.rounds += 1;
    await before;
    const begun = Date.now();
    await (ages.isAsked ? this.sweepAsked(ages) : this.sweep(ages)).catch((error: unknown) =>
      this.logger.warn(`The sweep failed: ${String(error)}`),
    );
    this.restUntil = Date.now() + Math.min((Date.now() - begun) * REST, MAX_REST_MS);
    this.rounds -= 1;
  }

  private async sweep(ages: Ages): Promise<void> {
    if (this.isStopping) return;
    if (!(await this.lease.take('sweeper'))) return this.oldestDue.set(0);
    const startedAt = new Date();
    this.oldestDue.set((await this.work.oldestDue()) / 1000);
    await this.progress.note(startedAt, await this.queueLost(ages, () => Promise.resolve()));
  }

  private async sweepAsked(ages: Ages): Promise<void> {
    try {
      await this.queueLost(ages, (what, count) => this.progress.add(what, count));
      await this.progress.end('done');
    } catch (error) {
      await this.progress.end('failed');
      throw error;
    }
  }

  private async queueLost(
    { open, due, isWiped }: Ages,
    told: (what: Found, count: number) => Promise<void>,
  ): Promise<Readonly<Record<Found, number>>> {
    const tell = (what: Found) => (count: number) => {
      // After each page: a round over much lost work would outlast the time to stop. The next replica goes on with it.
      if (this.isStopping) throw new Error('the app is stopping');
      return told(what, count);
    };
    const messages = await this.work.queueOpen(open, isWiped, tell('messages'));
    const deliveries = await this.work.queueDue(due, tell('deliveries'));
    const holds = await this.holds.queueOver(tell('holds'));
    const found = { messages, deliveries, holds };
    if (messages + deliveries + holds > 0) this.logger.log(found, 'queued again');
    return found;
  }
}
