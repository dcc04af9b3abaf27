import { setTimeout as delay } from 'node:timers/promises';
import type { DataSource } from 'typeorm';

const LOCK = 4_125_001;
const POLL_MS = 100;

/**
 * Runs the pending migrations, one process at a time: several replicas may start at once. The lock is polled, since a session that
 * blocks on an advisory lock would itself hold up CREATE INDEX CONCURRENTLY.
 */
export async function migrate(source: DataSource): Promise<void> {
  const session = source.createQueryRunner();
  await session.connect();
  try {
    while (!(await locked(session))) await delay(POLL_MS);
    try {
      await source.runMigrations({ transaction: 'each' });
    } finally {
      await session.query('SELECT pg_advisory_unlock($1)', [LOCK]);
    }
  } finally {
    await session.release();
  }
}

async function locked(session: {
  query(sql: string, values: unknown[]): Promise<unknown>;
}): Promise<boolean> {
  const rows = (await session.query('SELECT pg_try_advisory_lock($1) AS locked', [LOCK])) as {
    locked: boolean;
  }[];
  return rows[0]?.locked === true;
}
