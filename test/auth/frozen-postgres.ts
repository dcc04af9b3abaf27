import { signalServer, stack } from '@anika/testing';
import { Client as Database } from 'pg';

/** Runs the work while PostgreSQL keeps its connections and its port open, but answers nothing. */
export async function whilePostgresIsSilent(work: () => Promise<void>): Promise<void> {
  const database = new Database({ connectionString: stack().servers['postgres']!.urls!['auth'] });
  await database.connect();
  // The postmaster first, so that nobody gets a connection that is not frozen.
  const frozen = [signalServer('postgres', 'SIGSTOP')];
  try {
    const { rows } = await database.query<{ pid: number }>(
      `SELECT pid FROM pg_stat_activity WHERE backend_type = 'client backend'`,
    );
    for (const { pid } of rows) {
      process.kill(pid, 'SIGSTOP');
      frozen.push(pid);
    }
    await work();
  } finally {
    for (const pid of frozen) process.kill(pid, 'SIGCONT');
    await database.end();
  }
}
