import {
  AnikaError,
  type Erasure,
  type ErasureCount,
  type EraseMessages,
  type Identity,
  isId,
  type Page,
  type PageQuery,
} from '@anika/contracts';
import { readCursor, toPage } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import { Floors } from '../feed/floors';
import { TopicReader } from '../messages/topic-reader';
import { Collections } from '../mongo/collections';
import { toErasure } from './erasure-answers';
import { ErasureRunner } from './erasure-runner';
import { ErasureSelection } from './erasure-selection';
import { describeErasure, ErasureStore } from './erasure-store';

const COUNT_MS = 10_000;

/** Erasures of messages of a partner's own topics. */
@Injectable()
export class ErasuresService {
  constructor(
    private readonly collections: Collections,
    private readonly floors: Floors,
    private readonly runner: ErasureRunner,
    private readonly selection: ErasureSelection,
    private readonly store: ErasureStore,
    private readonly topics: TopicReader,
  ) {}

  /** @throws {AnikaError} NOT_FOUND, FORBIDDEN, TOO_MANY_ERASURES. */
  async erase(identity: Identity, topicId: string, wanted: EraseMessages): Promise<Erasure | ErasureCount> {
    const topic = await this.topics.assertOwns(identity, topicId);
    if (topic.kind === 'events')
      throw new AnikaError('FORBIDDEN', { detail: 'What the platform has told you is not erased.' });
    const erasure = describeErasure({ identity, topicId, wanted, newest: await this.floors.highest() });
    if (wanted.dryRun) {
      const deadline = Date.now() + COUNT_MS;
      return this.selection.count(erasure, topic, () => Promise.resolve(Date.now() < deadline));
    }
    await this.store.insert(erasure);
    this.runner.begin();
    return toErasure(erasure);
  }

  async get({ partnerId }: Identity, id: string): Promise<Erasure> {
    const erasure = await this.collections.erasures.findOne({ _id: id, partnerId });
    if (!erasure) throw new AnikaError('NOT_FOUND', { detail: `There is no erasure ${id}.` });
    return toErasure(erasure);
  }

  /** Newest first. */
  async list(identity: Identity, topicId: string, { limit, cursor }: PageQuery): Promise<Page<Erasure>> {
    await this.topics.assertOwns(identity, topicId);
    const before = readCursor(cursor, (id) => isId('erasure', id));
    const rows = await this.collections.erasures
      .find({ topicId, ...(before !== undefined && { _id: { $lt: before } }) })
      .sort({ _id: -1 })
      .limit(limit + 1)
      .toArray();
    return toPage(rows, limit, (row) => row._id, toErasure);
  }
}
