import type { EntityManager } from 'typeorm';

/** What topics tells partners; each type has its shape in WEBHOOKS of contracts. */
export interface OutgoingEvent {
  /** Whom it concerns: the event stands in this partner's events topic. */
  readonly partnerId: string;
  readonly type:
    | 'access.requested'
    | 'access.approved'
    | 'access.rejected'
    | 'access.granted'
    | 'access.changed'
    | 'access.revoked'
    | 'access.expiring'
    | 'access.expired'
    | 'topic.contract_changed';
  readonly data: Readonly<Record<string, unknown>>;
}

/**
 * Tells partners of a change, if and when it is committed: to be called in the transaction of the change.
 *
 * @example await addEvents(manager, [{ partnerId, type: 'access.revoked', data: { topicId } }]);
 */
export async function addEvents(manager: EntityManager, events: readonly OutgoingEvent[]): Promise<void> {
  if (events.length === 0) return;
  await manager.query(
    `INSERT INTO outbox (partner_id, type, data) SELECT * FROM unnest($1::text[], $2::text[], $3::json[])`,
    [
      events.map(({ partnerId }) => partnerId),
      events.map(({ type }) => type),
      events.map(({ data }) => JSON.stringify(data)),
    ],
  );
}
