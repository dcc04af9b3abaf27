import { newId } from '@anika/contracts';
import type { EntityManager } from 'typeorm';

export interface EventsTopic {
  readonly topicId: string;
  readonly partnerId: string;
}

/** Gives partners their events topic; who has one keeps it. */
export async function insertEventsTopics(
  manager: EntityManager,
  topics: readonly EventsTopic[],
): Promise<void> {
  await manager.query(
    `INSERT INTO topic (id, owner_id, kind, name, title, description, visibility, state, version)
     SELECT id, owner_id, 'events', 'anika.events', 'Events', 'What the platform tells you: failing endpoints, dead letters, access to topics.',
       'private', 'active', 1
     FROM unnest($1::text[], $2::text[]) AS t (id, owner_id) ON CONFLICT DO NOTHING`,
    [topics.map(({ topicId }) => topicId), topics.map(({ partnerId }) => partnerId)],
  );
}

/** The partner's events topic; undefined for an unknown partner. */
export async function findEventsTopic(
  manager: EntityManager,
  partnerId: string,
): Promise<string | undefined> {
  const read = async () => {
    const rows = (await manager.query(`SELECT id FROM topic WHERE owner_id = $1 AND kind = 'events'`, [
      partnerId,
    ])) as { id: string }[];
    return rows[0]?.id;
  };
  const found = await read();
  if (found !== undefined) return found;
  const known = (await manager.query('SELECT FROM known_partner WHERE id = $1', [partnerId])) as object[];
  if (known.length === 0) return undefined;
  await insertEventsTopics(manager, [{ topicId: newId('topic'), partnerId }]);
  return read();
}
