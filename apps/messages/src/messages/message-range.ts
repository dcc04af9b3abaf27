import type { mongo } from 'mongoose';
import type { Collections } from '../mongo/collections';
import type { MessageDocument } from '../mongo/documents';

export interface MessageRange {
  readonly topicId: string;
  readonly _id: mongo.Filter<MessageDocument>['_id'];
  /** One of the tokens of its searchable fields. */
  readonly f?: string;
  readonly type: string | undefined;
  /** 1: oldest first; -1: newest first. */
  readonly order: 1 | -1;
  readonly limit: number;
}

/** A topic's messages with ids in a range, without erased ones. In two steps: SecantusDB would not use the index for topic, id and type together. */
export function messagesIn({ messages }: Collections, { topicId, _id, f, type, order, limit }: MessageRange) {
  return messages.aggregate<MessageDocument>([
    { $match: { topicId, _id, ...(f !== undefined && { f }) } },
    { $match: { erased: { $exists: false }, ...(type !== undefined && { type }) } },
    { $sort: { _id: order } },
    { $limit: limit },
  ]);
}
