import { isNoticeType, type Notice, type PlatformEvent, TellNotices } from '@anika/contracts';
import { InjectRpc, Metrics, type RpcClient, Rounds, SnapshotCache, within } from '@anika/platform';
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';

const BATCH = 500;
const IDLE_MS = 500;
const MAX_REST_MS = 30_000;
/** What waits for gateway or auth is not worth more memory, nor a mail after that time. */
const MAX_WAITING = 20_000;
const MAX_AGE_MS = 10 * 60_000;
const STOP_MS = 2000;

interface Waiting extends Notice {
  readonly since: number;
}

/**
 * Passes on to auth, by gateway, of what people may be told by mail. Nobody waits for it, and it is lost with the process: the event itself is
 * a message, the mail a courtesy.
 */
@Injectable()
export class Notices implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly rounds = new Rounds(() => this.send(), {
    name: 'Notices',
    idleMs: IDLE_MS,
    maxRestMs: MAX_REST_MS,
  });
  /** By key, oldest first: an event that is told again is one notice. */
  private readonly waiting = new Map<string, Waiting>();
  private readonly counted;

  constructor(
    private readonly snapshots: SnapshotCache,
    @InjectRpc('gateway') private readonly gateway: RpcClient,
    metrics: Metrics,
  ) {
    this.counted = metrics.counter('anika_notices_total', 'Notices for people, passed on or dropped', [
      'result',
    ]);
  }

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await within(
      this.rounds.stop().then(() => this.send()),
      STOP_MS,
    ).catch(() => undefined);
  }

  /** Takes the event's names and ids, never its words; does nothing for events that are not mailed. */
  add({ partnerId, key, type, data: { topicId, topicName, subscriptionId } }: PlatformEvent): void {
    if (!isNoticeType(type)) return;
    if (this.waiting.size >= MAX_WAITING) return this.counted.inc({ result: 'dropped' });
    const id = `${partnerId} ${key}`;
    if (this.waiting.has(id)) return;
    const notice: Notice = {
      partnerId,
      key,
      type,
      topicId: textOf(topicId),
      topicName: textOf(topicName),
      subscriptionId: textOf(subscriptionId),
    };
    this.waiting.set(id, { ...notice, since: Date.now() });
  }

  /** One batch; answers whether there is more. */
  async send(): Promise<boolean> {
    this.dropOld();
    const batch = [...this.waiting].slice(0, BATCH);
    if (batch.length === 0) return false;
    const notices = await this.withNames(batch.map(([, { since: _since, ...notice }]) => notice));
    await this.gateway.call(TellNotices, { notices });
    for (const [id] of batch) this.waiting.delete(id);
    this.counted.inc({ result: 'passed_on' }, batch.length);
    return this.waiting.size > 0;
  }

  private dropOld(): void {
    const before = Date.now() - MAX_AGE_MS;
    for (const [id, { since }] of this.waiting) {
      if (since > before) return;
      this.waiting.delete(id);
      this.counted.inc({ result: 'dropped' });
    }
  }

  private async withNames(notices: readonly Notice[]): Promise<Notice[]> {
    const nameless = notices.filter(({ topicName }) => topicName === undefined);
    const ids = [...new Set(nameless.map(({ topicId }) => topicId))].filter((id) => id !== undefined);
    const names = new Map(await Promise.all(ids.map(async (id) => [id, await this.nameOf(id)] as const)));
    return notices.map((notice) => ({
      ...notice,
      topicName: notice.topicName ?? (notice.topicId && names.get(notice.topicId)),
    }));
  }

  /** A mail without a name is better than none. */
  private async nameOf(topicId: string): Promise<string | undefined> {
    try {
      return (await this.snapshots.get(topicId)).name;
    } catch {
      return undefined;
    }
  }
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : undefined);
