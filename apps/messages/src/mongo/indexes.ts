import type { Collections } from './collections';

/** Every index beside `_id`. They are made before data: on a large collection that takes long. */
export async function createIndexes({ messages, deliveries }: Collections): Promise<void> {
  await messages.createIndex({ topicId: 1, _id: 1 });
  await messages.createIndex({ open: 1, _id: 1 }, { partialFilterExpression: { open: true } });
  await messages.createIndex(
    { idem: 1 },
    { unique: true, partialFilterExpression: { idem: { $exists: true } } },
  );
  await deliveries.createIndex({ subscriptionId: 1, _id: 1 });
  await deliveries.createIndex({ topicId: 1, _id: 1 });
  await deliveries.createIndex({ dueAt: 1 }, { partialFilterExpression: { dueAt: { $exists: true } } });
  await deliveries.createIndex(
    { parked: 1, _id: 1 },
    { partialFilterExpression: { parked: { $exists: true } } },
  );
}
