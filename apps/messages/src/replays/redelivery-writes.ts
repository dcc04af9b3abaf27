import { deliveryId, type DeliveryState, type HoldReason } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { Collections, DURABLE } from '../mongo/collections';
import { duplicatesOf, isDuplicateKey } from '../mongo/duplicate-key';
import type { DeliveryDocument, ReplayDocument } from '../mongo/documents';
import { Queues } from '../queues/queues';
import { STATES_OF, takesMissing } from './selected-states';

type Filter = mongo.Filter<DeliveryDocument>;
interface To {
  readonly subscriptionId: string;
  readonly topicId: string;
  /** Why what is parked for it is held. */
  readonly reason: HoldReason;
}

/**
 * Puts deliveries among those that are held for their subscription, in a new generation, and has them released: the dispatcher
 * works them off oldest first, beside what is published meanwhile. Of a subscription that is paused, disabled or suspended they stay
 * held until that ends.
 */
@Injectable()
export class RedeliveryWrites {
  constructor(
    private readonly collections: Collections,
    private readonly queues: Queues,
  ) {}

  /** One delivery, unless somebody is attempting it now; answers whether it was queued. */
  async redeliver(_id: string, to: To): Promise<boolean> {
    await this.hold(to);
    const pastDue: Filter = { state: 'pending', dueAt: { $lt: new Date() } };
    const idle: Filter = { state: { $in: ['dead', 'retrying', 'discarded', 'held'] } };
    const count =
      (await this.park({ _id, state: 'delivered' }, to, { redelivery: true })) ||
      (await this.park({ _id, ...idle }, to)) ||
      (await this.park({ _id, ...pastDue }, to));
    await this.hold(to);
    await this.queues.release([to]);
    return count > 0;
  }

  /** What the replay is to send of these messages; answers how many that is. Repeating it changes nothing. */
  async queue(replay: ReplayDocument, messageIds: readonly string[], reason: HoldReason): Promise<number> {
    const { _id: replayId, subscriptionId, topicId, only } = replay;
    const to = { subscriptionId, topicId, reason };
    const ids = messageIds.map((messageId) => deliveryId(messageId, subscriptionId));
    await this.hold(to);
    if (takesMissing(only)) await this.insertMissing(replay, messageIds, reason);
    const fresh: Filter = { _id: { $in: ids }, replayId: { $ne: replayId } };
    const failed = STATES_OF[only].filter((state): state is DeliveryState => state !== 'delivered');
    await this.park({ ...fresh, state: { $in: failed } }, to, { replayId });
    if (STATES_OF[only].includes('delivered'))
      await this.park({ ...fresh, state: 'delivered' }, to, { replayId, redelivery: true });
    await this.hold(to);
    await this.queues.release([to]);
    return this.collections.deliveries.countDocuments({ _id: { $in: ids }, replayId });
  }

  private async park(
    filter: Filter,
    { subscriptionId, reason }: To,
    marks: Pick<DeliveryDocument, 'redelivery' | 'replayId'> = {},
  ): Promise<number> {
    const { modifiedCount } = await this.collections.deliveries.updateMany(
      filter,
      {
        $set: { state: 'held', reason, parked: `h.${subscriptionId}`, attemptsUsed: 0, ...marks },
        $unset: { dueAt: '', claim: '' },
        $inc: { generation: 1 },
      },
      DURABLE,
    );
    return modifiedCount;
  }

  /** Their generation is not the one that fan-out begins: what it may still tell of them does not count. */
  private async insertMissing(
    replay: ReplayDocument,
    messageIds: readonly string[],
    reason: HoldReason,
  ): Promise<void> {
    const { _id: replayId, subscriptionId, topicId, partnerId } = replay;
    const { messages, deliveries } = this.collections;
    const ids = messageIds.map((messageId) => deliveryId(messageId, subscriptionId));
    const existing = await deliveries.find({ _id: { $in: ids } }, { projection: { _id: 1 } }).toArray();
    const known = new Set(existing.map(({ _id }) => _id));
    const missing = messageIds.filter((messageId) => !known.has(deliveryId(messageId, subscriptionId)));
    if (missing.length === 0) return;
    const found = await messages
      .find({ _id: { $in: missing } }, { projection: { publisherId: 1, erased: 1 } })
      .toArray();
    const kept = found.filter(({ erased }) => erased === undefined);
    const documents = kept.map(({ _id: messageId, publisherId }): DeliveryDocument => ({
      _id: deliveryId(messageId, subscriptionId),
      messageId,
      topicId,
      subscriptionId,
      partnerId,
      publisherId,
      state: 'held',
      reason,
      parked: `h.${subscriptionId}`,
      generation: 1,
      attemptsUsed: 0,
      replayId,
      attempts: [],
    }));
    if (documents.length === 0) return;
    try {
      await deliveries.insertMany(documents, { ordered: false, ...DURABLE });
    } catch (error) {
      if (!duplicatesOf(error)) throw error;
    }
  }

  /** Before and after, as in recording what is held. What else holds the subscription's deliveries goes on holding them. */
  private async hold({ subscriptionId: _id, topicId, reason }: To): Promise<void> {
    const write = () =>
      this.collections.holds.updateOne(
        { _id },
        { $setOnInsert: { topicId, reason }, $inc: { rev: 1 } },
        { upsert: true, ...DURABLE },
      );
    try {
      await write();
    } catch (error) {
      if (!isDuplicateKey(error)) throw error;
      await write();
    }
  }
}
