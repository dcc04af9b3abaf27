import { newId, type PartnerChange } from '@anika/contracts';
import type { EntityManager } from 'typeorm';
import { insertEventsTopics } from '../events/events-topics';

/** A topic whose version rose. */
export interface Raised {
  readonly id: string;
  readonly version: number;
}

/** Stores the partners that are new here, in one statement; answers the `seq` of each. */
export async function insertPartners(
  manager: EntityManager,
  changes: readonly PartnerChange[],
): Promise<ReadonlyMap<string, number>> {
  const columns = [
    changes.map(({ id }) => id),
    changes.map(({ name }) => name),
    changes.map(({ status }) => status),
    changes.map(({ limits }) => toJson(limits)),
    changes.map(({ seq }) => seq),
  ];
  const rows = (await manager.query(
    `INSERT INTO known_partner (id, name, status, limits, seq)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::jsonb[], $5::bigint[])
     ON CONFLICT DO NOTHING RETURNING id, seq`,
    columns,
  )) as { id: string; seq: string }[];
  await insertEventsTopics(
    manager,
    rows.map(({ id }) => ({ topicId: newId('topic'), partnerId: id })),
  );
  return new Map(rows.map(({ id, seq }) => [id, Number(seq)]));
}

/**
 * Stores a newer state of a known partner. A new status or limit raises the version of every topic that the partner owns or may read;
 * undefined when both are the same or newer already.
 */
export async function updatePartner(
  manager: EntityManager,
  { id, name, status, limits, seq }: PartnerChange,
): Promise<readonly Raised[] | undefined> {
  // Waits for grants that are being given to this partner, and those that follow wait for us: no topic is overlooked.
  const [before] = (await manager.query(
    `SELECT seq, status = $2 AND limits IS NOT DISTINCT FROM $3::jsonb AS "isSame"
     FROM known_partner WHERE id = $1 FOR UPDATE`,
    [id, status, toJson(limits)],
  )) as { seq: string; isSame: boolean }[];
  if (!before || Number(before.seq) >= seq) return undefined;
  await manager.query(
    'UPDATE known_partner SET name = $2, status = $3, limits = $4, seq = $5 WHERE id = $1',
    [id, name, status, toJson(limits), seq],
  );
  if (before.isSame) return undefined;
  // Rows are held in the order of their ids, as two partners may have topics in common.
  const [raised] = (await manager.query(
    `WITH concerned AS (
       SELECT id FROM topic WHERE state = 'active'
         AND (owner_id = $1 OR id IN (SELECT topic_id FROM topic_grant WHERE partner_id = $1))
       ORDER BY id FOR NO KEY UPDATE)
     UPDATE topic t SET version = t.version + 1 FROM concerned c WHERE t.id = c.id RETURNING t.id, t.version`,
    [id],
  )) as [Raised[], number];
  return raised;
}

function toJson(limits: PartnerChange['limits']): string | null {
  return limits ? JSON.stringify(limits) : null;
}
