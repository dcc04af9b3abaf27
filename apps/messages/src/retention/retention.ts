import { errorCode, STATISTICS_DAYS, type TopicSnapshot } from '@anika/contracts';
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
    if (!(await this.lease.take())) return;
    const now = Date.now();
    const total: Purged = { messages: 0, deliveries: 0, expired: 0 };
    const longer = new Map<string, number>();
    for (const topicId of await this.messages.topics()) {
      const { topic, days } = await this.retentionOf(topicId);
      if (days > this.config.RETENTION_DAYS) longer.set(topicId, days);
      if (!Number.isFinite(days)) continue;
      const { expired, isCut } = await this.purge(topicId, now - days * DAY_MS, total);
      if (topic && expired > 0) await this.tell(topic, expired, now);
      if (isCut) return this.report(total);
    }
    this.add(total, { messages: 0, deliveries: await this.forget(now - EXPIRED_MS, longer), expired: 0 });
    this.report(total);
    const replays = await this.replays.forget(new Date(now - this.config.RETENTION_DAYS * DAY_MS));
    this.purged.inc({ kind: 'replays' }, replays);
    const counters = await this.counters.forget(new Date(now - STATISTICS_DAYS * DAY_MS));
    this.purged.inc({ kind: 'counters' }, counters);
  }

  /** For ever when it cannot be asked for: nothing of it is purged this time, as its owner may want it longer. */
  private async retentionOf(topicId: string): Promise<{ topic?: TopicSnapshot; days: number }> {
    try {
      const topic = await this.snapshots.get(topicId);
      return { topic, days: topic.retentionDays ?? this.config.RETENTION_DAYS };
    } catch (error) {
      const isGone = errorCode(error) === 'NOT_FOUND';
      return { days: isGone ? this.config.RETENTION_DAYS : Number.POSITIVE_INFINITY };
    }
  }

  /** Cut short when the app stops, or another replica has taken over in a long pass; the next one goes on where this one stops. */
  private async purge(
    topicId: string,
    before: number,
    total: Purged,
  ): Promise<{ expired: number; isCut: boolean }> {
    let expired = 0;
    for await (const batch of this.messages.purge(topicId, before)) {
      this.add(total, batch);
      expired += batch.expired;
      if (this.isStopping || !(await this.lease.take())) return { expired, isCut: true };
    }
    return { expired, isCut: false };
  }

  /** The owner hears how many deliveries its subscribers never got. */
  private async tell({ topicId, ownerId, kind }: TopicSnapshot, count: number, at: number): Promise<void> {
    if (kind === 'events') return;
    const event = { type: 'topic.deliveries_expired', data: { topicId, count } } as const;
    await this.events
      .tell({ ...event, partnerId: ownerId, key: `expired.${topicId}.${at}` })
      .catch((error: unknown) => this.logger.warn(`${ownerId} was not told: ${String(error)}`));
  }

  private async forget(time: number, longer: ReadonlyMap<string, number>): Promise<number> {
    let count = await this.messages.forget(time - this.config.RETENTION_DAYS * DAY_MS, {
      $nin: [...longer.keys()],
    });
    for (const [topicId, days] of longer)
      if (Number.isFinite(days)) count += await this.messages.forget(time - days * DAY_MS, topicId);
    return count;
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
