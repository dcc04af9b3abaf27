import { setTimeout as delay } from 'node:timers/promises';
import { AnikaError, newId } from '@anika/contracts';
import { Batcher, Metrics } from '@anika/platform';
import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import { Collections, DURABLE } from '../mongo/collections';
import type { MessageDocument } from '../mongo/documents';
import { duplicatesOf } from '../mongo/duplicate-key';
import { Queues } from '../queues/queues';
import { RecentMessages } from './recent-messages';

/** A message before it is written; its id is made when its batch is. */
export type NewMessage = Omit<MessageDocument, '_id' | 'open'>;

const MAX_ITEMS = 500;
const MAX_BYTES = 4 * 1024 * 1024;
const WRITES_IN_FLIGHT = 2;
const TRIES = 3;
const RETRY_MS = 200;

/** Group commit: publishes that arrive while one write is under way share the next one. Resolves when the message is on disk. */
@Injectable()
export class MessageWriter implements BeforeApplicationShutdown {
  private readonly logger = new Logger(MessageWriter.name);
  private readonly batcher: Batcher<NewMessage, MessageDocument | undefined>;
  private readonly accepted;

  constructor(
    private readonly collections: Collections,
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
   * Writes the message; answers it, or the one that was written before under the same idempotency key.
   *
   * @throws {AnikaError} SERVICE_UNAVAILABLE when MongoDB did not confirm: the message may or may not be there.
   */
  async write(message: NewMessage): Promise<MessageDocument> {
    const written = await this.batcher.add(message);
    if (!written)
      throw new AnikaError('SERVICE_UNAVAILABLE', { detail: 'The idempotency key has just been set free.' });
    return written;
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.batcher.drain();
  }

  private async flush(messages: readonly NewMessage[]): Promise<(MessageDocument | undefined)[]> {
    const documents = messages.map((message): MessageDocument => ({
      _id: newId('message'),
      ...message,
      open: true,
    }));
    const duplicates = await this.insert(documents);
    const existing = await this.findByKey(duplicates.map((index) => documents[index]!.idem));
    const results = documents.map((document, index) =>
      duplicates.includes(index) && document.idem !== undefined ? existing.get(document.idem) : document,
    );
    this.announce(documents.filter((document, index) => results[index]?._id === document._id));
    return results;
  }

  /** Answers which documents are duplicates. A failed write has an unknown outcome: it is repeated with the same ids. */
  private async insert(documents: readonly MessageDocument[]): Promise<readonly number[]> {
    for (let tries = 1; ; tries += 1) {
      try {
        await this.collections.messages.insertMany([...documents], { ordered: false, ...DURABLE });
        return [];
      } catch (error) {
        const duplicates = duplicatesOf(error);
        if (duplicates) return duplicates;
        if (tries === TRIES) {
          this.logger.error(error);
          throw new AnikaError('SERVICE_UNAVAILABLE', {
            detail: 'The message could not be stored.',
            cause: error,
          });
        }
        await delay(RETRY_MS * tries);
      }
    }
  }

  /** What the keys belong to; a key that leads to the same id was written by an earlier try of ours. */
  private async findByKey(keys: readonly (string | undefined)[]): Promise<Map<string, MessageDocument>> {
    const wanted = [...new Set(keys.filter((key) => key !== undefined))];
    if (wanted.length === 0) return new Map();
    const found = await this.collections.messages.find({ idem: { $in: wanted } }).toArray();
    return new Map(found.map((document) => [document.idem!, document]));
  }

  private announce(written: readonly MessageDocument[]): void {
    this.accepted.inc(written.length);
    const byTopic = new Map<string, string[]>();
    for (const message of written) {
      this.recent.add(message);
      const ids = byTopic.get(message.topicId);
      if (ids) ids.push(message._id);
      else byTopic.set(message.topicId, [message._id]);
    }
    this.queues.fanOut([...byTopic].map(([topicId, messageIds]) => ({ topicId, messageIds })));
  }
}
