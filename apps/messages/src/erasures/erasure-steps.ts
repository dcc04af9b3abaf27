import { errorCode, timeOfId, type TopicSnapshot } from '@anika/contracts';
import { looksAreOver, SnapshotCache } from '@anika/platform';
import { Injectable, Logger } from '@nestjs/common';
import type { ErasureDocument } from '../mongo/documents';
import { ErasedDeliveries } from './erased-deliveries';
import { ErasedMessages } from './erased-messages';
import { ErasureEvents } from './erasure-events';
import { ErasureSelection } from './erasure-selection';
import { ErasureStore } from './erasure-store';

/** Few enough for one write on any server, and for one event. */
const BATCH = 100;

/** One step of an erasure: counting, or one page. Each can be repeated after a crash at any point. */
@Injectable()
export class ErasureSteps {
  private readonly logger = new Logger('Erasure');

  constructor(
    private readonly deliveries: ErasedDeliveries,
    private readonly events: ErasureEvents,
    private readonly messages: ErasedMessages,
    private readonly selection: ErasureSelection,
    private readonly snapshots: SnapshotCache,
    private readonly store: ErasureStore,
  ) {}

  /** Answers whether another step may follow at once; false when it has ended or is another replica's. */
  async step(id: string): Promise<boolean> {
    const erasure = await this.store.take(id);
    if (!erasure) return false;
    const topic = await this.topic(erasure.topicId);
    if (!topic) return this.end(erasure, 'failed', 'topic_deleted');
    if (erasure.count === undefined) return this.count(erasure, topic);
    if (erasure.page) return this.settle(erasure, topic, erasure.page, erasure.nextCursor!);
    if (timeOfId(erasure.cursor) <= erasure.from.getTime()) return this.finish(erasure);
    return this.nextPage(erasure, topic);
  }

  private async count(erasure: ErasureDocument, topic: TopicSnapshot): Promise<boolean> {
    const { _id: erasureId, topicId, done, cursor } = erasure;
    const progress = { done, cursor };
    const goOn = () => this.store.save(erasureId, progress);
    const { count, complete } = await this.selection.count(erasure, topic, goOn);
    if (!complete) return false;
    this.logger.log({ erasureId, topicId, count }, 'erasure begins');
    return this.store.save(erasureId, { ...progress, count });
  }

  /** The page is stored before it is erased: whoever repeats it knows which messages it was about. */
  private async nextPage(erasure: ErasureDocument, topic: TopicSnapshot): Promise<boolean> {
    const { ids, cursor } = await this.selection.next(erasure, topic);
    if (ids.length === 0) return this.store.save(erasure._id, { cursor });
    if (!(await this.store.save(erasure._id, { page: ids, nextCursor: cursor }))) return false;
    return this.settle(erasure, topic, ids, cursor);
  }

  /** Messages first: from then on nobody reads or sends them. */
  private async settle(
    { _id: erasureId, topicId, done }: ErasureDocument,
    topic: TopicSnapshot,
    page: readonly string[],
    cursor: string,
  ): Promise<boolean> {
    await this.messages.announce(topicId);
    let erased = 0;
    for (let start = 0; start < page.length; start += BATCH) {
      const ids = page.slice(start, start + BATCH);
      erased += await this.messages.mark(erasureId, ids);
      await this.deliveries.end(ids);
      await this.events.tell(erasureId, topic, ids);
    }
    return this.store.save(erasureId, { done: done + erased, cursor });
  }

  /** Once no attempt begins any more whose dispatcher had looked before. */
  private async finish(erasure: ErasureDocument): Promise<false> {
    await looksAreOver();
    return this.end(erasure, 'done');
  }

  private async end(erasure: ErasureDocument, state: 'done' | 'failed', reason?: string): Promise<false> {
    const { _id: erasureId, topicId, count, done } = erasure;
    if (await this.store.end(erasureId, state, reason))
      this.logger.log({ erasureId, topicId, state, reason, count, done }, 'erasure ended');
    return false;
  }

  /** Undefined when it is deleted: then everything in it goes. */
  private async topic(topicId: string): Promise<TopicSnapshot | undefined> {
    try {
      const topic = await this.snapshots.get(topicId);
      return topic.state === 'deleting' ? undefined : topic;
    } catch (error) {
      if (errorCode(error) === 'NOT_FOUND') return undefined;
      throw error;
    }
  }
}
