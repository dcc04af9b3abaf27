import { createHash } from 'node:crypto';
import {
  type AcceptedMessage,
  AnikaError,
  type Identity,
  isId,
  lowestId,
  type MessageQuery,
  type PublishMessage,
  timeOfId,
} from '@anika/contracts';
import { cursorAfter, type KnownVersion, readCursor } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import { Collections } from '../mongo/collections';
import type { MessageDocument } from '../mongo/documents';
import { rangeOf, readBack } from '../mongo/windows';
import { createdAtOf, messageJson, messagePageJson } from './message-answers';
import { MessageWriter, type NewMessage } from './message-writer';
import { cutData } from './publish-body';
import { type Reader, TopicReader } from './topic-reader';

const KEY_LIFE_MS = 24 * 60 * 60_000;

export interface PublishRequest {
  readonly topicId: string;
  readonly body: PublishMessage;
  /** The body's exact bytes. */
  readonly rawBody: Buffer;
  readonly idempotencyKey: string | undefined;
  readonly knownVersion: Promise<KnownVersion> | undefined;
}

@Injectable()
export class MessagesService {
  constructor(
    private readonly collections: Collections,
    private readonly topics: TopicReader,
    private readonly writer: MessageWriter,
  ) {}

  async publish(identity: Identity, request: PublishRequest): Promise<AcceptedMessage> {
    const { topicId, body, rawBody, idempotencyKey, knownVersion } = request;
    const data = cutData(rawBody.toString('utf8'));
    if (data === undefined) throw new AnikaError('MALFORMED_JSON');
    const snapshot = await this.topics.assertPublishes(identity, topicId, knownVersion);
    const message: NewMessage = {
      topicId,
      topicVersion: snapshot.version,
      publisherId: identity.partnerId,
      type: body.type,
      ...(body.occurredAt !== undefined && { occurredAt: new Date(body.occurredAt) }),
      data,
      ...(idempotencyKey !== undefined && {
        idem: digest(`${identity.partnerId}\n${topicId}\n${idempotencyKey}`),
        bodyHash: digest(rawBody),
      }),
    };
    return toAccepted(await this.writeOnce(message));
  }

  /** For the owner also as a partner sees it. */
  async get(identity: Identity, id: string, as?: string): Promise<string> {
    const { message, isOwner, see } = await this.find(identity, id);
    if (as === undefined) return messageJson(message, see);
    if (!isOwner) throw new AnikaError('FORBIDDEN', { detail: 'Only the owner sees it as others do.' });
    const reader = await this.topics.readerOf(as, message.topicId);
    if (!reader) throw new AnikaError('NOT_FOUND', { detail: `${as} may not read the topic.` });
    return messageJson(message, reader.see);
  }

  /** @throws {AnikaError} NOT_FOUND unless the caller may read the message. */
  async find(identity: Identity, id: string): Promise<{ message: MessageDocument } & Reader> {
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
    const { see } = await this.topics.assertReads(identity, topicId);
    const { limit, cursor, type, from, to } = query;
    const before = readCursor(cursor, (id) => isId('message', id));
    const range = rangeOf({ since: topicId, from, to, before });
    const rows = await readBack(range, limit + 1, (window, missing) => {
      const lowest = lowestId('message', window.from);
      const end = lowestId('message', window.to);
      const filter = {
        topicId,
        _id: { $gte: lowest, $lt: before !== undefined && before < end ? before : end },
        ...(type !== undefined && { type }),
      };
      return this.collections.messages.find(filter).sort({ _id: -1 }).limit(missing).toArray();
    });
    const shown = rows.slice(0, limit);
    return messagePageJson(shown, rows.length > limit ? cursorAfter(shown.at(-1)!._id) : null, see);
  }

  /**
   * With a key: the message of an earlier publish of the same bytes. One that is older than a day has used the key up; the key made of
   * key and message stands in for it, the same one for everybody. (Taking the key from the old message would do on MongoDB;
   * secantusd-rs never lets go of a unique value that was unset.)
   */
  private async writeOnce(message: NewMessage): Promise<MessageDocument> {
    const written = await this.writer.write(message);
    if (timeOfId(written._id) < Date.now() - KEY_LIFE_MS)
      return this.writeOnce({ ...message, idem: digest(`${message.idem}\n${written._id}`) });
    if (written.bodyHash !== message.bodyHash) throw new AnikaError('IDEMPOTENCY_MISMATCH');
    return written;
  }
}

function digest(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('base64url');
}

function toAccepted(message: MessageDocument): AcceptedMessage {
  return { id: message._id, topicId: message.topicId, type: message.type, createdAt: createdAtOf(message) };
}
