import { Metrics } from '@anika/platform';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { MessagesConfig } from '../messages.config';
import { Lease } from '../sweeper/lease';
import { ExpiredMessages, type Purged } from './expired-messages';

const DAY_MS = 24 * 60 * 60_000;
/** How long what was never delivered can still be seen as expired. */
const EXPIRED_MS = 7 * DAY_MS;
/** After a start: a replica that is restarted each hour purges, too. */
const FIRST_MS = 60_000;

/** Ends what is older than the retention. The replica that sweeps does it. */
@Injectable()
export class Retention implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Retention.name);
  private readonly purged;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private isStopping = false;

  constructor(
    private readonly config: MessagesConfig,
    private readonly lease: Lease,
    private readonly messages: ExpiredMessages,
    metrics: Metrics,
  ) {
    this.purged = metrics.counter('anika_purged_total', 'What retention has ended', ['kind']);
  }

  onApplicationBootstrap(): void {
    this.schedule(Math.min(FIRST_MS, this.config.PURGE_SECONDS * 1000));
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private schedule(ms: number): void {
    this.timer = setTimeout(() => {
      this.running = this.passAndSchedule();
    }, ms);
  }

  private async passAndSchedule(): Promise<void> {
    await this.pass().catch((error: unknown) => this.logger.warn(`The purge failed: ${String(error)}`));
    if (!this.isStopping) this.schedule(this.config.PURGE_SECONDS * 1000);
  }

  private async pass(): Promise<void> {
    const before = Date.now() - this.config.RETENTION_DAYS * DAY_MS;
    if (!(await this.lease.take())) return;
    const total: Purged = { messages: 0, deliveries: 0, expired: 0 };
    for (const topicId of await this.messages.topics()) {
      for await (const batch of this.messages.purge(topicId, before)) {
        this.add(total, batch);
        // Another replica may have taken over in a long pass; it goes on where this one stops.
        if (this.isStopping || !(await this.lease.take())) return this.report(total);
      }
    }
    const deliveries = await this.messages.forget(before - EXPIRED_MS);
    this.add(total, { messages: 0, deliveries, expired: 0 });
    this.report(total);
  }

  private add(total: Purged, batch: Purged): void {
    for (const kind of ['messages', 'deliveries', 'expired'] as const) {
      total[kind] += batch[kind];
      this.purged.inc({ kind }, batch[kind]);
    }
  }

  private report(total: Purged): void {
    if (total.messages + total.deliveries + total.expired > 0)
      this.logger.log({ ...total }, 'purged: older than the retention');
  }
}
