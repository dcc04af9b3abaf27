import { type BeginAnswer, type DeliveryUnit, parseDeliveryId } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import { toStored } from '../messages/messages.rpc.controller';
import { Collections, DURABLE } from '../mongo/collections';
import type { DeliveryDocument, MessageDocument } from '../mongo/documents';

/** How long a claimed delivery is its claimer's; an attempt takes 15 s at the most. */
const CLAIM_MS = 20_000;
/** Timers of other hosts fire a little early. */
const SLACK_MS = 50;

/** Gives deliveries to dispatchers, each to one only: every claim is a conditional update. */
@Injectable()
export class DeliveryClaims {
  constructor(private readonly collections: Collections) {}

  async begin(id: string, generation: number): Promise<BeginAnswer> {
    const now = Date.now();
    const claimed = await this.collections.deliveries.findOneAndUpdate(
      {
        _id: id,
        generation,
        state: { $in: ['retrying', 'pending'] },
        dueAt: { $lte: new Date(now + SLACK_MS) },
      },
      { $set: { state: 'pending', dueAt: new Date(now + CLAIM_MS) } },
      { returnDocument: 'after', ...DURABLE },
    );
    if (!claimed) return this.explain(id, generation);
    const [unit] = await this.toUnits([claimed]);
    return unit ? { verdict: 'go', unit } : { verdict: 'stop' };
  }

  /** The oldest held deliveries of a subscription; `rev` tells later whether more was held meanwhile. */
  async claimHeld(subscriptionId: string, limit: number): Promise<{ units: DeliveryUnit[]; rev: number }> {
    const hold = await this.collections.holds.findOne({ _id: subscriptionId });
    const candidates = await this.collections.deliveries
      .find({ parked: `h.${subscriptionId}` }, { projection: { _id: 1 } })
      .sort({ _id: 1 })
      .limit(limit)
      .toArray();
    const claimed = await Promise.all(
      candidates.map(({ _id }) =>
        this.collections.deliveries.findOneAndUpdate(
          { _id, state: 'held' },
          {
            $set: { state: 'pending', dueAt: new Date(Date.now() + CLAIM_MS) },
            $unset: { parked: '', reason: '' },
          },
          { returnDocument: 'after' },
        ),
      ),
    );
    return {
      units: await this.toUnits(claimed.filter((delivery) => delivery !== null)),
      rev: hold?.rev ?? 0,
    };
  }

  async endHold(subscriptionId: string, rev: number): Promise<boolean> {
    const { deletedCount } = await this.collections.holds.deleteOne({ _id: subscriptionId, rev });
    return deletedCount > 0;
  }

  private async explain(id: string, generation: number): Promise<BeginAnswer> {
    const delivery = await this.collections.deliveries.findOne({ _id: id, generation });
    const waits = delivery?.dueAt && (delivery.state === 'retrying' || delivery.state === 'pending');
    return waits ? { verdict: 'wait', dueAt: delivery.dueAt!.toISOString() } : { verdict: 'stop' };
  }

  /** A delivery whose message is gone has nothing to send. */
  private async toUnits(deliveries: readonly DeliveryDocument[]): Promise<DeliveryUnit[]> {
    const ids = [...new Set(deliveries.map(({ _id }) => parseDeliveryId(_id)!.messageId))];
    const found =
      ids.length === 0 ? [] : await this.collections.messages.find({ _id: { $in: ids } }).toArray();
    const messages = new Map<string, MessageDocument>(found.map((message) => [message._id, message]));
    return deliveries.flatMap((delivery) => {
      const message = messages.get(parseDeliveryId(delivery._id)!.messageId);
      return message ? [toUnit(delivery, message)] : [];
    });
  }
}

function toUnit(delivery: DeliveryDocument, message: MessageDocument): DeliveryUnit {
  const { _id: deliveryId, subscriptionId, partnerId, generation, attemptsUsed, attempts } = delivery;
  return {
    deliveryId,
    subscriptionId,
    partnerId,
    generation,
    attemptsUsed,
    attemptNumber: (attempts.at(-1)?.number ?? 0) + 1,
    message: toStored(message),
  };
}
