import { type MessageRange, messagesIn } from '../messages/message-range';
import { PageRoom } from '../messages/page-room';
import type { Collections } from '../mongo/collections';
import type { MessageDocument } from '../mongo/documents';

type Range = Omit<MessageRange, 'type' | 'order'>;

/** The newest messages of a range, as many as fit into memory and `limit`; whether there may be more. */
export async function newestIn(
  collections: Collections,
  range: Range,
): Promise<{ rows: MessageDocument[]; hasMore: boolean }> {
  const room = new PageRoom();
  const rows = await room.take(messagesIn(collections, { ...range, type: undefined, order: -1 }));
  return { rows, hasMore: rows.length === range.limit || room.isFull };
}
