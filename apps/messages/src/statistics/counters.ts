import {
  type BeforeApplicationShutdown,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { mongo } from 'mongoose';
import { Collections } from '../mongo/collections';
import type { CounterDocument } from '../mongo/documents';
import { duplicatesOf } from '../mongo/duplicate-key';
import { partsOf } from '../mongo/parts';

const FLUSH_MS = 1000;
/** Of the subjects that wait, so many are written each second: the oldest twentieth, all when they are few. Each is a commit of its own. */
const SHARE = 0.05;
const FEW = 20;
export const HOUR_MS = 3_600_000;

/** What is to be added, by the member of the document (`took.12` for a bucket). */
export type Increments = Readonly<Record<string, number>>;

/** The id of a subject's counters of the hour in which the time lies; a subject's ids are in the order of time. */
export function counterId(subject: string, time: number): string {
  return `${subject}.${String(Math.floor(time / HOUR_MS)).padStart(7, '0')}`;
}

/**
 * Counts what happened, in memory first: nobody waits for it. Each subject is written within a second, or twenty when many wait, and at the end; a kill loses
 * those seconds, and what MongoDB did not confirm may be counted twice.
 */
@Injectable()
export class Counters implements OnApplicationBootstrap, BeforeApplicationShutdown, OnApplicationShutdown {
  private readonly logger = new Logger(Counters.name);
  private readonly waiting = new Map<string, { at: Date; counts: Record<string, number> }>();
  private timer: NodeJS.Timeout | undefined;
  private flushing: Promise<void> = Promise.resolve();

  constructor(private readonly collections: Collections) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.flush(Math.max(FEW, this.waiting.size * SHARE)), FLUSH_MS);
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** By now no call is in flight that could count more. */
  async onApplicationShutdown(): Promise<void> {
    await this.flush(Infinity);
  }

  add(subject: string, time: number, counts: Increments): void {
    const id = counterId(subject, time);
    const known = this.waiting.get(id) ?? { at: new Date(Math.floor(time / HOUR_MS) * HOUR_MS), counts: {} };
    this.waiting.set(id, known);
    for (const [name, count] of Object.entries(counts))
      known.counts[name] = (known.counts[name] ?? 0) + count;
  }

  /** Forgets the counters of hours that began before; answers how many. */
  async forget(before: Date): Promise<number> {
    return (await this.collections.counters.deleteMany({ at: { $lt: before } })).deletedCount;
  }

  private flush(most: number): Promise<void> {
    this.flushing = this.flushing.then(() => this.writeOldest(most));
    return this.flushing;
  }

  private async writeOldest(most: number): Promise<void> {
    const taken = [...this.waiting].slice(0, most);
    for (const [id] of taken) this.waiting.delete(id);
    for (const batch of partsOf(taken)) {
      try {
        await this.write(batch.map(([_id, { at, counts }]) => raise(_id, at, counts)));
      } catch (error) {
        this.logger.warn(`Statistics will be written again: ${String(error)}`);
        for (const [id, { at, counts }] of batch) this.add(id.split('.')[0]!, at.getTime(), counts);
      }
    }
  }

  private async write(operations: mongo.AnyBulkWriteOperation<CounterDocument>[]): Promise<void> {
    try {
      await this.collections.counters.bulkWrite(operations, { ordered: false });
    } catch (error) {
      const duplicates = duplicatesOf(error);
      if (!duplicates) throw error;
      // Another replica inserted the same hour in this moment: now it is there to be raised.
      await this.write(duplicates.map((index) => operations[index]!));
    }
  }
}

function raise(
  _id: string,
  at: Date,
  $inc: Record<string, number>,
): mongo.AnyBulkWriteOperation<CounterDocument> {
  return { updateOne: { filter: { _id }, update: { $setOnInsert: { at }, $inc }, upsert: true } };
}
