import { deliveryId, lowestId, type ReplayCount, suffixOf } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { Collections } from '../mongo/collections';
import type { DeliveryDocument, ReplayDocument } from '../mongo/documents';
import type { Recipient } from './recipients';
import { type Keep, ReplayFilters } from './replay-filters';
import { STATES_OF, takesMissing } from './selected-states';
import { Stride } from '../mongo/stride';

const PAGE = 200;

type Selected = Pick<ReplayDocument, 'subscriptionId' | 'topicId' | 'only' | 'filter' | 'from' | 'to'>;

/** Messages with ids above `after` and below those of the time `to`. */
export interface Stretch {
  readonly after: string;
  readonly to: number;
}

/** What a replay is about. All reads go by an index and a stretch of ids. */
@Injectable()
export class ReplaySelections {
  constructor(
    private readonly collections: Collections,
    private readonly filters: ReplayFilters,
  ) {}

  /** The oldest messages of the stretch that are to be looked at, by id. */
  async messages(replay: Selected, stretch: Stretch, limit: number): Promise<string[]> {
    if (takesMissing(replay.only)) {
      const messages = this.collections.messages.aggregate<{ _id: string }>([
        ...messagesIn(replay, stretch),
        { $sort: { _id: 1 } },
        { $limit: limit },
        { $project: { _id: 1 } },
      ]);
      return (await messages.toArray()).map(({ _id }) => _id);
    }
    const deliveries = this.collections.deliveries.find(this.deliveriesToSend(replay, stretch), {
      projection: { messageId: 1 },
    });
    return (await deliveries.sort({ _id: 1 }).limit(limit).toArray()).map(({ messageId }) => messageId);
  }

  /** How many deliveries there are to send. `goOn` is asked now and then; when it says no, the count is not complete. */
  async count(replay: Selected, recipient: Recipient, goOn: () => Promise<boolean>): Promise<ReplayCount> {
    const stride = new Stride();
    const keep = this.filters.keeping(replay, recipient);
    let count = 0;
    for (let from = replay.from.getTime(); from < replay.to.getTime();) {
      const to = stride.end(from, replay.to.getTime());
      const begun = performance.now();
      const stretch = { after: lowestId('message', from), to };
      const part = keep
        ? await this.countMatching(replay, stretch, keep, goOn)
        : { count: await this.countIn(replay, stretch), complete: true };
      count += part.count;
      if (!part.complete) return { count, complete: false };
      stride.adapt(performance.now() - begun, false);
      if (to < replay.to.getTime() && !(await goOn())) return { count, complete: false };
      from = to;
    }
    return { count, complete: true };
  }

  private async countIn(replay: Selected, stretch: Stretch): Promise<number> {
    const { messages, deliveries } = this.collections;
    if (!takesMissing(replay.only)) return deliveries.countDocuments(this.deliveriesToSend(replay, stretch));
    const [all, left] = await Promise.all([
      messages
        .aggregate<{ count: number }>([
          ...messagesIn(replay, stretch),
          { $group: { _id: null, count: { $sum: 1 } } },
        ])
        .toArray(),
      deliveries.countDocuments({
        ...deliveriesIn(replay, stretch),
        state: { $nin: [...STATES_OF[replay.only]] },
        erased: { $exists: false },
      }),
    ]);
    return Math.max(0, (all[0]?.count ?? 0) - left);
  }

  /** The messages have to be read for it. */
  private async countMatching(
    replay: Selected,
    { after, to }: Stretch,
    keep: Keep,
    goOn: () => Promise<boolean>,
  ): Promise<ReplayCount> {
    let count = 0;
    for (let cursor = after; ;) {
      const ids = await this.messages(replay, { after: cursor, to }, PAGE);
      const kept = await keep(ids);
      count += kept.length - (takesMissing(replay.only) ? await this.left(replay, kept) : 0);
      if (ids.length < PAGE) return { count, complete: true };
      if (!(await goOn())) return { count, complete: false };
      cursor = ids.at(-1)!;
    }
  }

  /** How many of the messages have a delivery that stays as it is. */
  private left({ subscriptionId, only }: Selected, messageIds: readonly string[]): Promise<number> {
    const _id = { $in: messageIds.map((messageId) => deliveryId(messageId, subscriptionId)) };
    return this.collections.deliveries.countDocuments({ _id, state: { $nin: [...STATES_OF[only]] } });
  }

  private deliveriesToSend(replay: Selected, stretch: Stretch): mongo.Filter<DeliveryDocument> {
    const { _id, subscriptionId } = deliveriesIn(replay, stretch);
    if (replay.only === 'dead') return { parked: `d.${subscriptionId}`, _id };
    return { subscriptionId, _id, state: { $in: [...STATES_OF[replay.only]] } };
  }
}

/** Without erased ones. In two steps, as in `message-range.ts`. */
function messagesIn({ topicId }: Selected, { after, to }: Stretch) {
  return [
    { $match: { topicId, _id: { $gt: after, $lt: lowestId('message', to) } } },
    { $match: { erased: { $exists: false } } },
  ];
}

/** A delivery's id begins with its message's: above all of the message `after`. */
function deliveriesIn({ subscriptionId }: Selected, { after, to }: Stretch) {
  return {
    subscriptionId,
    _id: { $gt: `dlv_${suffixOf(after)}~`, $lt: `dlv_${suffixOf(lowestId('message', to))}` },
  };
}
