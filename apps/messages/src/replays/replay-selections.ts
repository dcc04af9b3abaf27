import { type DeliveryState, lowestId, type ReplaySelection, suffixOf } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { Collections } from '../mongo/collections';
import type { DeliveryDocument, MessageDocument, ReplayDocument } from '../mongo/documents';
import { Stride } from './stride';

/** Which deliveries of each selection are sent again; those that wait or are under way are not. */
export const STATES_OF: Readonly<Record<ReplaySelection, readonly DeliveryState[]>> = {
  dead: ['dead'],
  failed: ['dead', 'retrying'],
  missing: ['discarded'],
  all: ['dead', 'retrying', 'discarded', 'delivered'],
};

/** Whether messages without a delivery get one. */
export const takesMissing = (only: ReplaySelection): boolean => only === 'missing' || only === 'all';

type Selected = Pick<ReplayDocument, 'subscriptionId' | 'topicId' | 'only' | 'from' | 'to'>;

/** Messages with ids above `after` and below those of the time `to`. */
export interface Stretch {
  readonly after: string;
  readonly to: number;
}

/** What a replay is about. All reads go by an index and a stretch of ids. */
@Injectable()
export class ReplaySelections {
  constructor(private readonly collections: Collections) {}

  /** The oldest messages of the stretch that are to be looked at, by id. */
  async messages(replay: Selected, stretch: Stretch, limit: number): Promise<string[]> {
    if (takesMissing(replay.only)) {
      const messages = this.collections.messages.find(messagesIn(replay, stretch), {
        projection: { _id: 1 },
      });
      return (await messages.sort({ _id: 1 }).limit(limit).toArray()).map(({ _id }) => _id);
    }
    const deliveries = this.collections.deliveries.find(this.deliveriesToSend(replay, stretch), {
      projection: { messageId: 1 },
    });
    return (await deliveries.sort({ _id: 1 }).limit(limit).toArray()).map(({ messageId }) => messageId);
  }

  /** How many deliveries there are to send; `onStretch` is called now and then meanwhile. */
  async count(replay: Selected, onStretch?: () => Promise<void>): Promise<number> {
    const stride = new Stride();
    let count = 0;
    for (let from = replay.from.getTime(); from < replay.to.getTime();) {
      const to = stride.end(from, replay.to.getTime());
      const begun = performance.now();
      count += await this.countIn(replay, { after: lowestId('message', from), to });
      stride.adapt(performance.now() - begun, false);
      await onStretch?.();
      from = to;
    }
    return count;
  }

  private async countIn(replay: Selected, stretch: Stretch): Promise<number> {
    const { messages, deliveries } = this.collections;
    if (!takesMissing(replay.only)) return deliveries.countDocuments(this.deliveriesToSend(replay, stretch));
    const [all, left] = await Promise.all([
      messages.countDocuments(messagesIn(replay, stretch)),
      deliveries.countDocuments({
        ...deliveriesIn(replay, stretch),
        state: { $nin: [...STATES_OF[replay.only]] },
      }),
    ]);
    return Math.max(0, all - left);
  }

  private deliveriesToSend(replay: Selected, stretch: Stretch): mongo.Filter<DeliveryDocument> {
    const { _id, subscriptionId } = deliveriesIn(replay, stretch);
    if (replay.only === 'dead') return { parked: `d.${subscriptionId}`, _id };
    return { subscriptionId, _id, state: { $in: [...STATES_OF[replay.only]] } };
  }
}

function messagesIn({ topicId }: Selected, { after, to }: Stretch): mongo.Filter<MessageDocument> {
  return { topicId, _id: { $gt: after, $lt: lowestId('message', to) } };
}

/** A delivery's id begins with its message's: above all of the message `after`. */
function deliveriesIn({ subscriptionId }: Selected, { after, to }: Stretch) {
  return {
    subscriptionId,
    _id: { $gt: `dlv_${suffixOf(after)}~`, $lt: `dlv_${suffixOf(lowestId('message', to))}` },
  };
}
