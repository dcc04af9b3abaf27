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
import { windowsBack } from '../mongo/windows';
import { createdAtOf, messageJson, messagePageJson } from './message-answers';
import { MessageWriter, type NewMessage } from './message-writer';
import { cutData } from './publish-body';
import { TopicReader } from './topic-reader';

const KEY_LIFE_MS = 24 * 60 * 60_000;
/** Ids of other hosts may be made by a clock that is a little ahead. */
const CLOCK_SLACK_MS = 60_000;

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
    const snapshot = await this.topics.assertPublishes(identity, topicId, knownVersion);
    const message: NewMessage = {
      topicId,
      topicVersion: snapshot.version,
      publisherId: identity.partnerId,
      type: body.type,
      ...(body.occurredAt !== undefined && { occurredAt: new Date(body.occurredAt) }),
      data: data ?? 'null',
      ...(idempotencyKey !== undefined && {
        idem: digest(`${identity.partnerId}\n${topicId}\n${idempotencyKey}`),
        bodyHash: digest(rawBody),
      }),
    };
    return toAccepted(await this.writeOnce(message));
  }

  async get(identity: Identity, id: string): Promise<string> {
    return messageJson((await this.find(identity, id)).message);
  }

  /** @throws {AnikaError} NOT_FOUND unless the caller may read the message. */
  async find(identity: Identity, id: string): Promise<{ message: MessageDocument; isOwner: boolean }> {
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
    await this.topics.assertReads(identity, topicId);
    const before = readCursor(query.cursor, (id) => isId('message', id));
    const from = Math.max(timeOfId(topicId), query.from === undefined ? 0 : Date.parse(query.from));
    const to = Math.min(
      query.to === undefined ? Number.POSITIVE_INFINITY : Date.parse(query.to),
      before === undefined ? Date.now() + CLOCK_SLACK_MS : timeOfId(before) + 1,
    );
    const rows: MessageDocument[] = [];
    for (const window of windowsBack({ from, to })) {
      const upper = lowestId('message', window.to);
      const page = await this.collections.messages
        .find({
          topicId,
          _id: {
            $gte: lowestId('message', window.from),
            $lt: before !== undefined && before < upper ? before : upper,
          },
          ...(query.type !== undefined && { type: query.type }),
        })
        .sort({ _id: -1 })
        .limit(query.limit + 1 - rows.length)
        .toArray();
      rows.push(...page);
      if (rows.length > query.limit) break;
    }
    const shown = rows.slice(0, query.limit);
    return messagePageJson(shown, rows.length > query.limit ? cursorAfter(shown.at(-1)!._id) : null);
  }

  /** With a key: the message of an earlier publish of the same bytes, unless that was more than a day ago. */
  private async writeOnce(message: NewMessage): Promise<MessageDocument> {
    const written = await this.writer.write(message);
    if (written.idem === undefined || written.bodyHash === message.bodyHash) {
      if (!isOlderThanKeyLife(written)) return written;
    } else if (!isOlderThanKeyLife(written)) {
      throw new AnikaError('IDEMPOTENCY_MISMATCH');
    }
    await this.collections.messages.updateOne(
      { _id: written._id, idem: written.idem },
      { $unset: { idem: '', bodyHash: '' } },
    );
    return this.writeOnce(message);
  }
}

function isOlderThanKeyLife({ _id }: MessageDocument): boolean {
  return timeOfId(_id) < Date.now() - KEY_LIFE_MS;
}

function digest(data: string | Buffer): string {
  return createHash('sha256').update(data).digest('base64url');
}

function toAccepted(message: MessageDocument): AcceptedMessage {
  return { id: message._id, topicId: message.topicId, type: message.type, createdAt: createdAtOf(message) };
}
