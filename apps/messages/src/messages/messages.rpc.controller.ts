import {
  type AnswerOf,
  LoadMessages,
  type ParsedRequestOf,
  PurgeTopic,
  type StoredMessage,
  suffixOf,
} from '@anika/contracts';
import { Handle, RpcData } from '@anika/platform';
import { Controller } from '@nestjs/common';
import { Collections } from '../mongo/collections';
import type { MessageDocument } from '../mongo/documents';
import { createdAtOf } from './message-answers';
import { RecentMessages } from './recent-messages';

const PURGE_BATCH = 500;

@Controller()
export class MessagesRpcController {
  constructor(
    private readonly collections: Collections,
    private readonly recent: RecentMessages,
  ) {}

  @Handle(LoadMessages)
  async load(
    @RpcData(LoadMessages) { messageIds, recheck }: ParsedRequestOf<typeof LoadMessages>,
  ): Promise<AnswerOf<typeof LoadMessages>> {
    const found = messageIds.map((id) => this.recent.find(id)).filter((message) => message !== undefined);
    const held = new Set(found.map(({ _id }) => _id));
    const missing = messageIds.filter((id) => !held.has(id));
    if (missing.length > 0)
      found.push(...(await this.collections.messages.find({ _id: { $in: missing } }).toArray()));
    return {
      messages: found.map(toStored),
      existing: recheck ? await this.existingDeliveries(messageIds) : [],
    };
  }

  @Handle(PurgeTopic)
  async purge(
    @RpcData(PurgeTopic) { topicId }: ParsedRequestOf<typeof PurgeTopic>,
  ): Promise<{ done: boolean }> {
    const { deliveries, messages } = this.collections;
    const deliveryIds = await deliveries
      .find({ topicId }, { projection: { _id: 1 } })
      .limit(PURGE_BATCH)
      .toArray();
    const messageIds = await messages
      .find({ topicId }, { projection: { _id: 1 } })
      .limit(PURGE_BATCH)
      .toArray();
    if (deliveryIds.length > 0)
      await deliveries.deleteMany({ _id: { $in: deliveryIds.map(({ _id }) => _id) } });
    if (messageIds.length > 0) await messages.deleteMany({ _id: { $in: messageIds.map(({ _id }) => _id) } });
    for (const { _id } of messageIds) this.recent.forget(_id);
    return { done: deliveryIds.length === 0 && messageIds.length === 0 };
  }

  /** A message's deliveries are one range of ids. */
  private async existingDeliveries(messageIds: readonly string[]): Promise<string[]> {
    const ranges = messageIds.map((id) => ({
      _id: { $gte: `dlv_${suffixOf(id)}`, $lt: `dlv_${suffixOf(id)}~` },
    }));
    const found = await Promise.all(
      ranges.map((range) => this.collections.deliveries.find(range, { projection: { _id: 1 } }).toArray()),
    );
    return found.flat().map(({ _id }) => _id);
  }
}

export function toStored(message: MessageDocument): StoredMessage {
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
