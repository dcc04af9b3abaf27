import { errorCode, MIN_RETENTION_DAYS, STATISTICS_DAYS } from '@anika/contracts';
import { Metrics, SnapshotCache } from '@anika/platform';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { PlatformEvents } from '../events/platform-events';
import { MessagesConfig } from '../messages.config';
import { ReplayStore } from '../replays/replay-store';
import { Counters } from '../statistics/counters';
import { Lease } from '../sweeper/lease';
import { ExpiredMessages, type Purged, type Untold } from './expired-messages';

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
    private readonly counters: Counters,
    private readonly events: PlatformEvents,
    private readonly lease: Lease,
    private readonly messages: ExpiredMessages,
    private readonly replays: ReplayStore,
    private readonly snapshots: SnapshotCache,
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
    if (!(await this.lease.take('sweeper'))) return;
    const now = Date.now();
    const total: Purged = { messages: 0, deliveries: 0, expired: 0 };
    for (const topicId of await this.messages.topics(now - MIN_RETENTION_DAYS * DAY_MS)) {
      const days = await this.daysOf(topicId);
      if (!Number.isFinite(days)) continue;
      if (!(await this.purge(topicId, now - days * DAY_MS, total))) return this.report(total);
    }
    await this.tellExpired();
    const forgotten = await this.messages.forget(new Date(now - EXPIRED_MS));
    this.add(total, { messages: 0, deliveries: forgotten, expired: 0 });
    this.report(total);
    const replays = await this.replays.forget(new Date(now - this.config.RETENTION_DAYS * DAY_MS));
    this.purged.inc({ kind: 'replays' }, replays);
    const counters = await this.counters.forget(new Date(now - STATISTICS_DAYS * DAY_MS));
    this.purged.inc({ kind: 'counters' }, counters);
  }

  /** For ever when it cannot be asked for: nothing of it is purged this time, as its owner may want it longer. */
  private async daysOf(topicId: string): Promise<number> {
    try {
      return (await this.snapshots.get(topicId)).retentionDays ?? this.config.RETENTION_DAYS;
    } catch (error) {
      return errorCode(error) === 'NOT_FOUND' ? this.config.RETENTION_DAYS : Number.POSITIVE_INFINITY;
    }
  }

  /** False: cut short when the app stops, or another replica has taken over in a long pass; the next one goes on where this one stops. */
  private async purge(topicId: string, before: number, total: Purged): Promise<boolean> {
    for await (const batch of this.messages.purge(topicId, before)) {
      this.add(total, batch);
      if (this.isStopping || !(await this.lease.take('sweeper'))) return false;
    }
    return true;
  }

  /** The owners hear how many deliveries their subscribers never got; who can't be told now, or whose pass was cut short, in the next. */
  private async tellExpired(): Promise<void> {
    const until = new Date();
    for (const untold of await this.messages.untold(until)) {
      try {
        await this.tell(untold);
        await this.messages.markTold(untold, until);
      } catch (error) {
        this.logger.warn(`The owner of ${untold._id} was not told: ${String(error)}`);
      }
    }
  }

  private async tell({ _id: topicId, count, first }: Untold): Promise<void> {
    try {
      const { ownerId: partnerId, kind } = await this.snapshots.get(topicId);
      if (kind === 'events') return;
      const key = `expired.${topicId}.${first}`;
      await this.events.tell({ type: 'topic.deliveries_expired', partnerId, key, data: { topicId, count } });
    } catch (error) {
      // Of a topic that is gone nobody needs to hear.
      if (errorCode(error) !== 'NOT_FOUND') throw error;
    }
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
