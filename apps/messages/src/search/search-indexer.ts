import { errorCode, lowestId, timeOfId, type TopicSnapshot } from '@anika/contracts';
import { SnapshotCache } from '@anika/platform';
import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Collections, DURABLE } from '../mongo/collections';
import type { MessageDocument, SearchIndexDocument } from '../mongo/documents';
import { Stride } from '../mongo/stride';
import { CLOCK_SLACK_MS } from '../mongo/windows';
import { partsOf } from '../mongo/parts';
import { Lease } from '../sweeper/lease';
import { fieldTokens } from './field-tokens';
import { newestIn } from './newest';

const REST_MS = 1000;
const READ = 200;

/** Gives messages the tokens of fields that were declared after them, newest first. The replica that sweeps does it. */
@Injectable()
export class SearchIndexer implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(SearchIndexer.name);
  private readonly strides = new Map<string, Stride>();
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> = Promise.resolve();
  private isStopping = false;

  constructor(
    private readonly collections: Collections,
    private readonly lease: Lease,
    private readonly snapshots: SnapshotCache,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setTimeout(() => {
      this.running = this.rounds();
    }, REST_MS);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.isStopping = true;
    clearTimeout(this.timer);
    await this.running;
  }

  private async rounds(): Promise<void> {
    let isMore = false;
    try {
      isMore = await this.round();
    } catch (error) {
      this.logger.warn(`Indexing will be tried again: ${String(error)}`);
    }
    if (this.isStopping) return;
    this.timer = setTimeout(
      () => {
        this.running = this.rounds();
      },
      isMore ? 0 : REST_MS,
    );
  }

  /** One step of each topic; answers whether any can go on at once. */
  private async round(): Promise<boolean> {
    const indexes = await this.collections.searchIndexes.find({ state: 'running' }).toArray();
    const due = indexes.filter(({ cursor }) => timeOfId(cursor) <= Date.now());
    if (due.length === 0 || !(await this.lease.take('sweeper'))) return false;
    for (const index of due) if (!this.isStopping) await this.step(index);
    return true;
  }

  private async step(index: SearchIndexDocument): Promise<void> {
    const { _id: topicId, version, cursor, done } = index;
    const topic = await this.topic(topicId);
    if (!topic) {
      await this.collections.searchIndexes.deleteOne({ _id: topicId, version });
      return;
    }
    const oldest = timeOfId(topicId) - CLOCK_SLACK_MS;
    const stride = this.strides.get(topicId) ?? new Stride();
    this.strides.set(topicId, stride);
    const start = stride.start(timeOfId(cursor), oldest);
    const begun = performance.now();
    const { rows, hasMore } = await newestIn(this.collections, {
      topicId,
      _id: { $gte: lowestId('message', start), $lt: cursor },
      limit: READ,
    });
    await this.write(topic, rows);
    stride.adapt(performance.now() - begun, hasMore);
    const position = hasMore ? rows.at(-1)!._id : lowestId('message', start);
    const isOver = !hasMore && start <= oldest;
    if (isOver) this.strides.delete(topicId);
    await this.collections.searchIndexes.updateOne(
      { _id: topicId, version },
      { $set: { cursor: position, done: done + rows.length, state: isOver ? 'ready' : 'running' } },
      DURABLE,
    );
    if (isOver) this.logger.log({ topicId, messages: done + rows.length }, 'searchable fields are indexed');
  }

  private async write(topic: TopicSnapshot, rows: readonly MessageDocument[]): Promise<void> {
    const updates = rows.map(({ _id, data }) => {
      const { f } = fieldTokens(topic, JSON.parse(data));
      const filter = { _id, erased: { $exists: false } };
      return { updateOne: { filter, update: f ? { $set: { f } } : { $unset: { f: '' as const } } } };
    });
    for (const part of partsOf(updates))
      await this.collections.messages.bulkWrite([...part], { ordered: false, ...DURABLE });
  }

  private async topic(topicId: string): Promise<TopicSnapshot | undefined> {
    try {
      const topic = await this.snapshots.get(topicId);
      return topic.state === 'active' ? topic : undefined;
    } catch (error) {
      if (errorCode(error) === 'NOT_FOUND') return undefined;
      throw error;
    }
  }
}
