import { REDIS_KEYS } from '@anika/contracts';
import { InjectRedis, within } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { RecentMessages } from '../messages/recent-messages';
import { Collections, DURABLE } from '../mongo/collections';

/** What a dispatcher or another replica holds in memory is sent or forgotten by then. */
const KNOWN_MS = 10 * 60_000;
const READ_MS = 50;
/** Whatever reads it without looking at the mark reads this. */
const NOTHING = 'null';

/** Messages whose contents were taken away. */
@Injectable()
export class ErasedMessages {
  constructor(
    private readonly collections: Collections,
    private readonly recent: RecentMessages,
    @InjectRedis() private readonly redis: Redis,
  ) {}

  /**
   * Dispatchers ask before each attempt from now on. Without Redis they cannot be told, so nothing is marked.
   *
   * @throws {Error} while Redis is away
   */
  async announce(topicId: string): Promise<void> {
    await this.redis.set(REDIS_KEYS.erasing(topicId), 1, 'PX', KNOWN_MS);
  }

  /** Whether anything of these topics may have been erased lately; without an answer of Redis in 50 ms it may. */
  async mayBeIn(topicIds: readonly string[]): Promise<boolean> {
    const keys = [...new Set(topicIds)].map((topicId) => REDIS_KEYS.erasing(topicId));
    return (
      (await within(
        this.redis.exists(...keys).catch(() => undefined),
        READ_MS,
      )) !== 0
    );
  }

  /** Mark and removal in one write: nobody sees one without the other. Of two erasures the first one has the message. */
  async mark(erasureId: string, ids: readonly string[]): Promise<number> {
    const { messages } = this.collections;
    await messages.updateMany(
      { _id: { $in: [...ids] }, erased: { $exists: false } },
      { $set: { erased: erasureId, data: NOTHING }, $unset: { f: '', bodyHash: '', open: '' } },
      DURABLE,
    );
    for (const id of ids) this.recent.forget(id);
    return messages.countDocuments({ _id: { $in: [...ids] }, erased: erasureId });
  }

  /** Those of the messages that were erased. */
  async among(ids: readonly string[]): Promise<string[]> {
    if (ids.length === 0) return [];
    const found = this.collections.messages.find(
      { _id: { $in: [...new Set(ids)] } },
      { projection: { erased: 1 } },
    );
    return (await found.toArray()).filter(({ erased }) => erased !== undefined).map(({ _id }) => _id);
  }
}
