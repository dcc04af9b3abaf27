import { lowestId, type SearchIndex, type TopicSnapshot, timeOfId } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import { MessagesConfig } from '../messages.config';
import { Collections, DURABLE } from '../mongo/collections';
import type { SearchIndexDocument } from '../mongo/documents';
import { isDuplicateKey } from '../mongo/duplicate-key';

/** The version in which a topic is made. */
const FIRST_VERSION = 1;

type Declared = Pick<TopicSnapshot, 'topicId' | 'searchableFields' | 'searchableSince'>;

/** How far the messages of topics have tokens of the fields that were declared after them. */
@Injectable()
export class SearchIndexes {
  constructor(
    private readonly collections: Collections,
    private readonly config: MessagesConfig,
  ) {}

  /** From which time on, in milliseconds, messages have the tokens. Begins to index the others when nobody did. */
  async indexedFrom(topic: Declared): Promise<number> {
    if (topic.searchableSince === FIRST_VERSION) return 0;
    const { state, cursor } = await this.ensure(topic);
    return state === 'ready' ? 0 : timeOfId(cursor) + 1;
  }

  async progress(topic: Declared): Promise<SearchIndex> {
    const fields = topic.searchableFields ?? [];
    if (topic.searchableSince === FIRST_VERSION) return { fields, state: 'ready', done: 0, total: 0 };
    const { state, done, total } = await this.ensure(topic);
    // Those that were erased or expired in the meantime are none of them.
    return { fields, state, done, total: state === 'ready' ? done : Math.max(total, done) };
  }

  /** The document of the current fields; one of earlier fields is begun anew. */
  private async ensure({ topicId, searchableFields = [], searchableSince = 0 }: Declared) {
    const { searchIndexes } = this.collections;
    const found = await searchIndexes.findOne({ _id: topicId });
    if (found && found.version >= searchableSince) return found;
    const fresh = await this.fresh(topicId, searchableSince, searchableFields.length > 0);
    try {
      const { _id, ...rest } = fresh;
      const older = { _id, version: { $lt: searchableSince } };
      await searchIndexes.updateOne(older, { $set: rest }, { upsert: true, ...DURABLE });
    } catch (error) {
      // Somebody else has begun it.
      if (!isDuplicateKey(error)) throw error;
    }
    return fresh;
  }

  private async fresh(topicId: string, version: number, hasFields: boolean): Promise<SearchIndexDocument> {
    // A publish that saw the topic as it was before may still be on its way.
    const cursor = lowestId('message', Date.now() + this.config.INDEX_AFTER_SECONDS * 1000);
    const total = hasFields ? await this.collections.messages.countDocuments({ topicId }) : 0;
    return { _id: topicId, version, state: hasFields ? 'running' : 'ready', cursor, total, done: 0 };
  }
}
