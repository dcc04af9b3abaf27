import { type StoredMessage } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import { Collections } from '../mongo/collections';
import type { DeliveryDocument, MessageDocument } from '../mongo/documents';
import { createdAtOf } from './message-answers';
import { RecentMessages } from './recent-messages';

/** Few enough for one call on any server; topics repeats it until nothing is left. */
const PURGE_BATCH = 200;

/** Messages as the other services need them. */
@Injectable()
export class StoredMessages {
  constructor(
    private readonly collections: Collections,
    private readonly recent: RecentMessages,
  ) {}

  /** From memory when this process has just committed them. Those that no longer exist, or were erased, are missing. */
  async load(ids: readonly string[]): Promise<StoredMessage[]> {
    const held = ids.map((id) => this.recent.find(id));
    const missing = ids.filter((_id, index) => !held[index]);
    const found =
      missing.length === 0 ? [] : await this.collections.messages.find({ _id: { $in: missing } }).toArray();
    const known = held.filter((message) => message !== undefined);
    return [...known, ...found.filter(({ erased }) => erased === undefined)].map(toStored);
  }

  async deliveriesOf(messageIds: readonly string[]): Promise<DeliveryDocument[]> {
    return this.collections.deliveries.find({ messageId: { $in: [...messageIds] } }).toArray();
  }

  /** Deletes some of a topic's messages, each after its deliveries; false when there were none. */
  async purge(topicId: string): Promise<boolean> {
    const { deliveries, messages, searchIndexes } = this.collections;
    const found = await messages
      .find({ topicId }, { projection: { _id: 1 } })
      .limit(PURGE_BATCH)
      .toArray();
    if (found.length === 0) {
      await searchIndexes.deleteOne({ _id: topicId });
      return false;
    }
    const ids = found.map(({ _id }) => _id);
    await deliveries.deleteMany({ _id: { $in: (await this.deliveriesOf(ids)).map(({ _id }) => _id) } });
    await messages.deleteMany({ _id: { $in: ids } });
    for (const id of ids) this.recent.forget(id);
    return true;
  }
}

function toStored(message: MessageDocument): StoredMessage {
  const { _id: id, topicId, topicVersion, publisherId, type, occurredAt, data } = message;
  return {
    id,
    topicId,
    topicVersion,
    publisherId,
    type,
    createdAt: createdAtOf(message),
    ...(occurredAt && { occurredAt: occurredAt.toISOString() }),
    data,
  };
}
