import type { AuditEntry, Page } from '@anika/contracts';
import { type Client, stack } from '@anika/testing';
import { Client as Database } from 'pg';

/** One page of the caller's log. */
export async function auditPage(api: Client, query = ''): Promise<Page<AuditEntry>> {
  const answer = await api.get(`/audit?limit=200${query}`).expect(200);
  return answer.body as Page<AuditEntry>;
}

/** The newest entry of the action in the caller's log. */
export async function lastOf(api: Client, action: AuditEntry['action']): Promise<AuditEntry> {
  const [entry] = (await auditPage(api, `&action=${action}`)).data;
  if (!entry) throw new Error(`There is no entry of ${action}.`);
  return entry;
}

export function actionsOf(entries: readonly AuditEntry[]): string[] {
  return entries.map(({ action }) => action);
}

/** Asks a PostgreSQL database of the stack itself. */
export async function withDatabase<T>(
  name: 'auth' | 'topics',
  work: (database: Database) => Promise<T>,
): Promise<T> {
  const database = new Database({ connectionString: stack().servers['postgres']!.urls![name] });
  await database.connect();
  try {
    return await work(database);
  } finally {
    await database.end();
  }
}
