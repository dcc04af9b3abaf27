import {
  AnikaError,
  type Identity,
  isId,
  lowestId,
  type MessageQuery,
  type OneMessageQuery,
} from '@anika/contracts';
import { cursorAfter, readCursor } from '@anika/platform';
import { visibleData } from '@anika/webhooks';
import { Injectable } from '@nestjs/common';
import { Collections } from '../mongo/collections';
import type { MessageDocument } from '../mongo/documents';
import { rangeOf, readBack } from '../mongo/windows';
import { assertNotErased } from './assert-not-erased';
import { messageJson, messagePageJson } from './message-answers';
import { messagesIn } from './message-range';
import { PageRoom } from './page-room';
import { type Reader, TopicReader } from './topic-reader';

type Found = { readonly message: MessageDocument } & Reader;

@Injectable()
export class MessagesService {
  constructor(
    private readonly collections: Collections,
    private readonly topics: TopicReader,
  ) {}

  /** For the owner also as a partner sees it, or would see it with these fields. */
  async get(identity: Identity, id: string, { as, fields }: OneMessageQuery): Promise<string> {
    const { message, isOwner, see } = await this.find(identity, id);
    if (as === undefined && fields === undefined) return messageJson(message, see);
    if (as !== undefined)
      return messageJson(message, (await this.topics.assertReads(identity, message.topicId, as)).see);
    if (!isOwner) throw new AnikaError('FORBIDDEN', { detail: 'Only the owner sees it as others do.' });
    return messageJson(message, (data) => visibleData({ fields }, data));
  }

  /** @throws {AnikaError} NOT_FOUND unless the caller may read the message, MESSAGE_ERASED. */
  async find(identity: Identity, id: string): Promise<Found> {
    const found = await this.trace(identity, id);
    assertNotErased(found.message);
    return found;
  }

  /** The same of an erased message: what is left of it. */
  async trace(identity: Identity, id: string): Promise<Found> {
    const message = await this.collections.messages.findOne({ _id: id });
    const notFound = new AnikaError('NOT_FOUND', { detail: `There is no message ${id}.` });
    if (!message) throw notFound;
    try {
      return { message, ...(await this.topics.assertReads(identity, message.topicId)) };
    } catch (error) {
      // Not "there is no topic": the caller asked for a message.
      throw error instanceof AnikaError && error.code === 'NOT_FOUND' ? notFound : error;
    }
  }

  async list(identity: Identity, topicId: string, query: MessageQuery): Promise<string> {
    const { limit, cursor, type, from, to, as } = query;
    const { see } = await this.topics.assertReads(identity, topicId, as);
    const before = readCursor(cursor, (id) => isId('message', id));
    const room = new PageRoom();
    const range = rangeOf({ since: topicId, from, to, before });
    const rows = await readBack(range, limit + 1, (window, missing) => {
      const lowest = lowestId('message', window.from);
      const end = lowestId('message', window.to);
      const _id = { $gte: lowest, $lt: before !== undefined && before < end ? before : end };
      return room.take(messagesIn(this.collections, { topicId, _id, type, order: -1, limit: missing }));
    });
    const shown = rows.slice(0, limit);
    const hasMore = rows.length > limit || room.isFull;
    return messagePageJson(shown, hasMore ? cursorAfter(shown.at(-1)!._id) : null, see);
  }
}
