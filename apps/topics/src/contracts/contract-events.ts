import type { EntityManager } from 'typeorm';
import { addEvents } from '../outbox/outbox';

const READERS = `
SELECT g.partner_id AS "partnerId", t.name AS "topicName", t.title AS "topicTitle", o.id AS "ownerId", o.name AS "ownerName"
FROM topic t JOIN known_partner o ON o.id = t.owner_id JOIN topic_grant g ON g.topic_id = t.id
WHERE t.id = $1 AND (g.expires_at IS NULL OR g.expires_at > now())`;

interface Reader {
  readonly partnerId: string;
  readonly topicName: string;
  readonly topicTitle: string;
  readonly ownerId: string;
  readonly ownerName: string;
}

export interface ContractChange {
  readonly topicId: string;
  readonly type: string;
  /** The newest version: the one in force, or the one that was removed. */
  readonly version: number;
  readonly compatible: boolean;
  readonly removed: boolean;
}

/** Tells those who may read the topic just now; to be called in the change of the topic, which holds its grants as they are. */
export async function tellOfContract(manager: EntityManager, change: ContractChange): Promise<void> {
  const readers = (await manager.query(READERS, [change.topicId])) as Reader[];
  await addEvents(
    manager,
    readers.map(({ partnerId, ...topic }) => ({
      partnerId,
      type: 'topic.contract_changed',
      data: { ...topic, ...change },
    })),
  );
}
