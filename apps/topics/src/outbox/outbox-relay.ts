import { type PlatformEvent, TellEvents } from '@anika/contracts';
import { InjectRpc, Metrics, type RpcClient, Rounds } from '@anika/platform';
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

/** Of PostgreSQL's advisory locks: whoever holds this one relays. */
const LOCK = 4_125_002;
const BATCH = 50;
const IDLE_MS = 500;
const MAX_REST_MS = 30_000;
/**
 * Of each partner in order, and partners in turn: nobody waits behind the many of another. Nothing of a partner of whom an event stands
 * back: what is newer would overtake it.
 */
const NEXT = `
SELECT key, partner_id AS "partnerId", type, data FROM (
  SELECT *, row_number() OVER (PARTITION BY partner_id ORDER BY id) AS turn FROM outbox
  WHERE partner_id NOT IN (SELECT partner_id FROM outbox WHERE due_at > now())
) AS waiting ORDER BY turn, id LIMIT $1`;

/**
 * Passes what stands in the outbox on to messages and deletes what is confirmed. One replica at a time, so that a partner's events keep
 * their order; a crash in between tells an event again, under the same key, which messages knows.
 */
@Injectable()
export class OutboxRelay implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly rounds = new Rounds(() => this.relay(), {
    name: 'The outbox',
    idleMs: IDLE_MS,
    maxRestMs: MAX_REST_MS,
  });
  private readonly oldest;
  private readonly told;

  constructor(
    private readonly source: DataSource,
    @InjectRpc('messages') private readonly messages: RpcClient,
    metrics: Metrics,
  ) {
    this.oldest = metrics.gauge(
      'anika_outbox_oldest_seconds',
      'How long the oldest event that partners are to be told of has waited',
    );
    this.told = metrics.counter('anika_outbox_told_total', 'Events that were passed on to messages');
  }

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.rounds.stop();
  }

  /** One batch; answers whether there may be more at once. */
  async relay(): Promise<boolean> {
    this.oldest.set(await this.age());
    return this.source.transaction(async (manager) => {
      if (!(await isChosen(manager))) return false;
      const events = (await manager.query(NEXT, [BATCH])) as PlatformEvent[];
      if (events.length === 0) return false;
      const { told } = await this.messages.call(TellEvents, { events });
      await settle(manager, events, told);
      this.told.inc(told.length);
      return told.length > 0 && (told.length < events.length || events.length === BATCH);
    });
  }

  private async age(): Promise<number> {
    const rows = (await this.source.query(
      'SELECT extract(epoch FROM now() - created_at)::float AS age FROM outbox ORDER BY id LIMIT 1',
    )) as { age: number }[];
    return rows[0]?.age ?? 0;
  }
}

async function isChosen(manager: EntityManager): Promise<boolean> {
  const rows = (await manager.query('SELECT pg_try_advisory_xact_lock($1) AS locked', [LOCK])) as {
    locked: boolean;
  }[];
  return rows[0]?.locked === true;
}

/**
 * Of whom nothing was taken, all stands back for 2, 4 … 30 s, so that it does not hold up that of others. Who was told a part is told the
 * rest by the next batch.
 */
async function settle(
  manager: EntityManager,
  events: readonly PlatformEvent[],
  told: readonly string[],
): Promise<void> {
  await manager.query('DELETE FROM outbox WHERE key = ANY($1)', [told]);
  const reached = new Set(events.filter(({ key }) => told.includes(key)).map(({ partnerId }) => partnerId));
  const left = events.filter(({ partnerId }) => !reached.has(partnerId)).map(({ key }) => key);
  if (left.length === 0) return;
  await manager.query(
    `UPDATE outbox SET tries = tries + 1, due_at = now() + make_interval(secs => least(30, 2 ^ least(tries, 5)))
     WHERE key = ANY($1)`,
    [left],
  );
}
