import type { Collections } from './collections';

/** The lower bound in the index of `dueAt`; reads must name it too, or that index is not used. */
export const EPOCH = new Date(0);

/**
 * Every index beside `_id`. They are made before data: on a large collection that takes long.
 *
 * Partial ones say `$gt` and not `$exists`, and a message's deliveries have an index of their own instead of a range of `_id`:
 * SecantusDB reads the whole collection otherwise.
 */
export async function createIndexes({
  audit,
  counters,
  messages,
  deliveries,
  erasures,
  health,
  inboxes,
  inboxRequests,
  replays,
}: Collections): Promise<void> {
  await audit.createIndexes([
    { name: 'partner', key: { partnerId: 1, _id: 1 } },
    { name: 'action', key: { partnerId: 1, action: 1, _id: 1 } },
    { name: 'actor', key: { partnerId: 1, actorId: 1, _id: 1 } },
    { name: 'object', key: { partnerId: 1, objectIds: 1, _id: 1 } },
    { name: 'operators', key: { byOperator: 1, _id: 1 }, partialFilterExpression: { byOperator: true } },
  ]);
  await messages.createIndexes([
    { name: 'topic', key: { topicId: 1, _id: 1 } },
    { name: 'open', key: { open: 1, _id: 1 }, partialFilterExpression: { open: true } },
    { name: 'idempotency', key: { idem: 1 }, unique: true, partialFilterExpression: { idem: { $gt: '' } } },
    { name: 'fields', key: { topicId: 1, f: 1, _id: 1 }, partialFilterExpression: { f: { $gt: '' } } },
  ]);
  await deliveries.createIndexes([
    { name: 'subscription', key: { subscriptionId: 1, _id: 1 } },
    { name: 'partner', key: { partnerId: 1, _id: 1 } },
    { name: 'message', key: { messageId: 1, _id: 1 } },
    { name: 'due', key: { dueAt: 1 }, partialFilterExpression: { dueAt: { $gt: EPOCH } } },
    { name: 'parked', key: { parked: 1, _id: 1 }, partialFilterExpression: { parked: { $gt: '' } } },
    {
      name: 'partnerParked',
      key: { partnerId: 1, parked: 1 },
      partialFilterExpression: { parked: { $gt: '' } },
    },
    { name: 'dead', key: { state: 1, _id: 1 }, partialFilterExpression: { state: 'dead' } },
  ]);
  const ended = { name: 'ended', key: { expiresAt: 1 }, expireAfterSeconds: 0 } as const;
  await inboxes.createIndexes([
    { name: 'token', key: { tokenHash: 1 }, unique: true },
    { name: 'place', key: { partnerId: 1, place: 1 }, unique: true },
    ended,
  ]);
  await inboxRequests.createIndexes([{ name: 'inbox', key: { inboxId: 1, _id: 1 } }, ended]);
  await replays.createIndexes([
    { name: 'subscription', key: { subscriptionId: 1, _id: 1 } },
    { name: 'ended', key: { endedAt: 1 }, partialFilterExpression: { endedAt: { $gt: EPOCH } } },
    { name: 'running', key: { state: 1, _id: 1 }, partialFilterExpression: { state: 'running' } },
  ]);
  await erasures.createIndexes([
    { name: 'topic', key: { topicId: 1, _id: 1 } },
    { name: 'running', key: { state: 1, _id: 1 }, partialFilterExpression: { state: 'running' } },
  ]);
  await health.createIndexes([{ name: 'partner', key: { partnerId: 1 } }]);
  await counters.createIndexes([{ name: 'at', key: { at: 1 } }]);
}
