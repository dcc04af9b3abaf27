import { lowestId } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { RecentMessages } from '../messages/recent-messages';
import { Collections } from '../mongo/collections';
import type { DeliveryDocument } from '../mongo/documents';

/** Few enough for one call on any server. */
const BATCH = 200;
/** A claim ends after 20 s: by then nobody works on the delivery any more. */
const ABANDONED_MS = 60_000;
/** Where expired deliveries are found again: their messages are gone. */
const PARKED = 'expired';

export interface Purged {
  messages: number;
  deliveries: number;
  expired: number;
}

export interface Untold {
  /** The topic's. */
  readonly _id: string;
  readonly count: number;
  /** The lowest of the deliveries. */
  readonly first: string;
}

/**
 * Deletes what is older than a time, in batches. What was never delivered stays behind a while as `discarded`, `expired`, so that
 * its subscriber can see it.
 */
@Injectable()
export class ExpiredMessages {
  constructor(
    private readonly collections: Collections,
    private readonly recent: RecentMessages,
  ) {}

  /** None while no message was accepted before `time`. */
  async topics(time: number): Promise<string[]> {
    const { messages } = this.collections;
    const oldest = await messages.findOne(
      { _id: { $lt: lowestId('message', time) } },
      { projection: { _id: 1 } },
    );
    return oldest ? messages.distinct('topicId') : [];
  }

  /**
   * The topic's messages accepted before `time`, batch by batch; whoever counts may stop in between. Unsorted: SecantusDB would sort
   * all of them for each batch.
   */
  async *purge(topicId: string, time: number): AsyncGenerator<Purged> {
    const old = this.collections.messages.find(
      { topicId, _id: { $lt: lowestId('message', time) } },
      { projection: { _id: 1 }, batchSize: BATCH },
    );
    let batch: string[] = [];
    for await (const { _id } of old) {
      batch.push(_id);
      if (batch.length < BATCH) continue;
      yield this.purgeBatch(batch);
      batch = [];
    }
    if (batch.length > 0) yield this.purgeBatch(batch);
  }

  /** Deliveries that expired before `time`, or in a version that did not note when. */
  async forget(time: Date): Promise<number> {
    const { deletedCount } = await this.collections.deliveries.deleteMany({
      parked: PARKED,
      $or: [{ expiredAt: { $lt: time } }, { expiredAt: { $exists: false } }],
    });
    return deletedCount;
  }

  /** How many deliveries expired until `time` of which nobody was told, by topic. */
  untold(time: Date): Promise<Untold[]> {
    return this.collections.deliveries
      .aggregate<Untold>([
        { $match: { parked: PARKED, isUntold: true, expiredAt: { $lte: time } } },
        { $group: { _id: '$topicId', count: { $sum: 1 }, first: { $min: '$_id' } } },
      ])
      .toArray();
  }

  async markTold({ _id: topicId }: Untold, time: Date): Promise<void> {
    await this.collections.deliveries.updateMany(
      { parked: PARKED, topicId, isUntold: true, expiredAt: { $lte: time } },
      { $unset: { isUntold: '' } },
    );
  }

  private async purgeBatch(ids: readonly string[]): Promise<Purged> {
    const { deliveries, messages } = this.collections;
    const expired = await this.expire(ids);
    const left = await deliveries
      .find(
        { messageId: { $in: [...ids] } },
        { projection: { messageId: 1, state: 1, parked: 1, redelivery: 1 } },
      )
      .toArray();
    // An attempt is under way, or was begun in this moment: the next pass finds it ended.
    const busy = new Set(left.filter(isOpen).map(({ messageId }) => messageId));
    const done = left.filter(({ messageId, parked }) => !busy.has(messageId) && parked !== PARKED);
    const { deletedCount } = await deliveries.deleteMany({ _id: { $in: done.map(({ _id }) => _id) } });
    const gone = ids.filter((id) => !busy.has(id));
    await messages.deleteMany({ _id: { $in: gone } });
    for (const id of gone) this.recent.forget(id);
    return { messages: gone.length, deliveries: deletedCount, expired };
  }

  private async expire(ids: readonly string[]): Promise<number> {
    const undelivered: mongo.Filter<DeliveryDocument>[] = [
      { state: { $in: ['held', 'retrying'] } },
      { state: 'pending', dueAt: { $lt: new Date(Date.now() - ABANDONED_MS) } },
    ];
    let count = 0;
    for (const filter of undelivered) {
      const { modifiedCount } = await this.collections.deliveries.updateMany(
        { ...filter, messageId: { $in: [...ids] }, redelivery: { $ne: true } },
        {
          $set: {
            state: 'discarded',
            reason: 'expired',
            parked: PARKED,
            expiredAt: new Date(),
            isUntold: true,
          },
          $unset: { dueAt: '', claim: '' },
        },
      );
      count += modifiedCount;
    }
    return count;
  }
}

/** What was delivered before and waits to be sent again is done all the same. */
function isOpen({ state, redelivery }: Pick<DeliveryDocument, 'state' | 'redelivery'>): boolean {
  return !redelivery && (state === 'held' || state === 'retrying' || state === 'pending');
}
