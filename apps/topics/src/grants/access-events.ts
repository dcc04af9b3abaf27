import type { EntityManager } from 'typeorm';
import { addEvents, type OutgoingEvent } from '../outbox/outbox';

export interface AccessEvent {
  readonly type: Extract<OutgoingEvent['type'], `access.${string}`>;
  /** Whose access it is. */
  readonly partnerId: string;
  /** Who is told. */
  readonly to: readonly ('owner' | 'partner')[];
  /** What stands in the event besides topic, owner and partner. */
  readonly more?: Readonly<Record<string, unknown>>;
}

interface Names {
  readonly ownerId: string;
  readonly partnerId: string;
}

/** Tells of what becomes of the access to a topic; to be called in the transaction of the change. */
export async function tellOfAccess(
  manager: EntityManager,
  topicId: string,
  events: readonly AccessEvent[],
): Promise<void> {
  if (events.length === 0) return;
  const rows = (await manager.query(
    `SELECT t.id AS "topicId", t.name AS "topicName", t.title AS "topicTitle", o.id AS "ownerId", o.name AS "ownerName",
       p.id AS "partnerId", p.name AS "partnerName"
     FROM topic t JOIN known_partner o ON o.id = t.owner_id JOIN known_partner p ON p.id = ANY($2) WHERE t.id = $1`,
    [topicId, events.map(({ partnerId }) => partnerId)],
  )) as Names[];
  const byPartner = new Map(rows.map((names) => [names.partnerId, names]));
  await addEvents(
    manager,
    events.flatMap(({ type, partnerId, to, more }) => {
      const names = byPartner.get(partnerId)!;
      const data = { ...names, ...more };
      return to.map((side) => ({ partnerId: side === 'owner' ? names.ownerId : partnerId, type, data }));
    }),
  );
}
