import { setTimeout as delay } from 'node:timers/promises';
import { AnikaError, newIdAt, timeOfId } from '@anika/contracts';
import { Batcher, Metrics } from '@anika/platform';
import { Injectable, Logger } from '@nestjs/common';
import { Floors } from '../feed/floors';
import { Collections, DURABLE } from '../mongo/collections';
import type { MessageDocument } from '../mongo/documents';
import { duplicatesOf } from '../mongo/duplicate-key';
import { Queues } from '../queues/queues';
import { Counters } from '../statistics/counters';
import { RecentMessages } from './recent-messages';

/** A message before it is written; its id is made when its batch is. */
export type NewMessage = Omit<MessageDocument, '_id' | 'open'>;

const MAX_ITEMS = 500;
const MAX_BYTES = 4 * 1024 * 1024;
const WRITES_IN_FLIGHT = 2;
/** What may wait for MongoDB: more would wait longer than its senders do. */
const MAX_WAITING = 10_000;
const MAX_WAITING_BYTES = 64 * 1024 * 1024;
const TRIES = 3;
const RETRY_MS = 200;

/** Group commit: publishes that arrive while one write is under way share the next one. */
@Injectable()
export class MessageWriter {
  private readonly logger = new Logger(MessageWriter.name);
  private readonly batcher: Batcher<NewMessage, MessageDocument | undefined>;
  private readonly accepted;

  constructor(
    private readonly collections: Collections,
    private readonly counters: Counters,
    private readonly floors: Floors,
    private readonly queues: Queues,
    private readonly recent: RecentMessages,
    metrics: Metrics,
  ) {
    this.accepted = metrics.counter('anika_messages_accepted_total', 'Messages accepted');
    this.batcher = new Batcher({
      flush: (messages) => this.flush(messages),
      maxItems: MAX_ITEMS,
      maxBytes: MAX_BYTES,
      sizeOf: ({ data }) => data.length,
      concurrency: WRITES_IN_FLIGHT,
    });
  }

  /**
   * Resolves when the message is on disk: with it, or with the one that was written before under the same idempotency key.
   *
   * @throws {AnikaError} SERVICE_UNAVAILABLE when MongoDB did not confirm: the message may or may not be there.
   */
  async write(message: NewMessage): Promise<MessageDocument> {
    if (this.batcher.pending >= MAX_WAITING || this.batcher.pendingBytes >= MAX_WAITING_BYTES)
      throw unavailable('Too many messages wait to be stored.');
    const written = await this.batcher.add(message);
    if (!written) throw unavailable('The message of this idempotency key is being deleted.');
    return written;
  }

  private async flush(messages: readonly NewMessage[]): Promise<(MessageDocument | undefined)[]> {
    const write = this.floors.begin();
    try {
      return await this.store(messages, write.time);
    } finally {
      write.end();
    }
  }

  private async store(
    messages: readonly NewMessage[],
    time: number,
  ): Promise<(MessageDocument | undefined)[]> {
    const documents = messages.map((message): MessageDocument => ({
      _id: newIdAt('message', time),
      ...message,
      open: true,
    }));
    const refused = await this.confirmed(() => this.insert(documents));
    const keys = refused.map((index) => documents[index]!.idem).filter((idem) => idem !== undefined);
    const existing = await this.confirmed(() => this.findByKeys(keys));
    // Without a key it was the id that was refused: an earlier try of ours has written it.
    const settled = documents.map((document, index) =>
      document.idem !== undefined && refused.includes(index) ? existing.get(document.idem) : document,
    );
    this.announce(documents.filter(({ _id }, index) => settled[index]?._id === _id));
    return settled;
  }

  /** Answers the positions of the documents that are there already, by their id or their key. */
  private async insert(documents: readonly MessageDocument[]): Promise<readonly number[]> {
    try {
      await this.collections.messages.insertMany([...documents], { ordered: false, ...DURABLE });
      return [];
    } catch (error) {
      const duplicates = duplicatesOf(error);
      if (!duplicates) throw error;
      return duplicates;
    }
  }

  private async findByKeys(keys: readonly string[]): Promise<Map<string, MessageDocument>> {
    if (keys.length === 0) return new Map();
    const found = await this.collections.messages.find({ idem: { $in: [...new Set(keys)] } }).toArray();
    return new Map(found.map((document) => [document.idem!, document]));
  }

  /** An error means that the outcome is not known: the same is done again, with the same ids. */
  private async confirmed<T>(work: () => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries += 1) {
      try {
        return await work();
      } catch (cause) {
        if (tries === TRIES) {
          this.logger.error(cause);
          throw unavailable('The message could not be stored.');
        }
        await delay(RETRY_MS * tries);
      }
    }
  }

  private announce(written: readonly MessageDocument[]): void {
    this.accepted.inc(written.length);
    const byTopic = new Map<
      string,
      { topicId: string; publisherId: string; messageIds: string[]; bytes: number }
    >();
    for (const message of written) {
      const { _id, topicId, publisherId, data } = message;
      this.recent.add(message);
      const batch = byTopic.get(topicId) ?? { topicId, publisherId, messageIds: [], bytes: 0 };
      batch.messageIds.push(_id);
      batch.bytes += data.length;
      byTopic.set(topicId, batch);
    }
    for (const { topicId, publisherId, messageIds } of byTopic.values())
      for (const subject of [topicId, publisherId])
        this.counters.add(subject, timeOfId(messageIds[0]!), { messages: messageIds.length });
    this.queues.fanOut([...byTopic.values()]);
  }
}

function unavailable(detail: string): AnikaError {
  return new AnikaError('SERVICE_UNAVAILABLE', { detail });
}
