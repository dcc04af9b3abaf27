import { randomUUID } from 'node:crypto';
import { type BeginAnswer, type DeliveryUnit, parseDeliveryId } from '@anika/contracts';
import { Batcher } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { ErasedDeliveries } from '../erasures/erased-deliveries';
import { StoredMessages } from '../messages/stored-messages';
import { Collections, DURABLE } from '../mongo/collections';
import type { DeliveryDocument } from '../mongo/documents';

/** How long a claimed delivery is its claimer's; an attempt takes 15 s at the most. */
const CLAIM_MS = 20_000;
/** Timers of other hosts fire a little early. */
const SLACK_MS = 50;
const MAX_CLAIM_BYTES = 2 * 1024 * 1024;
const SIZED_AT_ONCE = 5;
/** Each takes SecantusDB a millisecond, and a publish waits for all that is claimed together. */
const BATCH = { maxItems: 20, concurrency: 2 } as const;

interface Beginning {
  readonly deliveryId: string;
  readonly generation: number;
}

/**
 * Gives deliveries to dispatchers, each to one only: a conditional update writes the claimer's mark, and what bears it is the
 * claimer's. Many at once, since a single `findOneAndUpdate` is slow on SecantusDB.
 */
@Injectable()
export class DeliveryClaims {
  private readonly beginnings: Batcher<Beginning, BeginAnswer>;

  constructor(
    private readonly collections: Collections,
    private readonly erased: ErasedDeliveries,
    private readonly messages: StoredMessages,
  ) {
    this.beginnings = new Batcher({ flush: (wanted) => this.beginAll(wanted), ...BATCH });
  }

  begin(deliveryId: string, generation: number): Promise<BeginAnswer> {
    return this.beginnings.add({ deliveryId, generation });
  }

  /** The oldest held deliveries of a subscription; `rev` tells later whether more was held meanwhile. */
  async claimHeld(subscriptionId: string, limit: number): Promise<{ units: DeliveryUnit[]; rev: number }> {
    const { deliveries, holds } = this.collections;
    const rev = (await holds.findOne({ _id: subscriptionId }))?.rev ?? 0;
    const parked = `h.${subscriptionId}`;
    for (;;) {
      const oldest = deliveries.find({ parked }, { projection: { _id: 1 } }).sort({ _id: 1 });
      const all = (await oldest.limit(limit).toArray()).map(({ _id }) => _id);
      if (all.length === 0) return { units: [], rev };
      const ids = await this.firstOf(all);
      const units = await this.take(ids, { parked });
      // None: others were faster, or their messages are gone.
      if (units.length > 0) return { units, rev };
    }
  }

  /** False when something was held since `rev`. */
  async endHold(subscriptionId: string, rev: number): Promise<boolean> {
    const { deletedCount } = await this.collections.holds.deleteOne({ _id: subscriptionId, rev });
    return deletedCount > 0;
  }

  private async beginAll(wanted: readonly Beginning[]): Promise<BeginAnswer[]> {
    const units = new Map<string, DeliveryUnit>();
    const dueAt = { $lte: new Date(Date.now() + SLACK_MS) };
    for (const generation of new Set(wanted.map((beginning) => beginning.generation))) {
      const ids = wanted.filter((one) => one.generation === generation).map((one) => one.deliveryId);
      const open = { generation, state: { $in: ['retrying' as const, 'pending' as const] }, dueAt };
      for (const unit of await this.take(ids, open)) units.set(unit.deliveryId, unit);
    }
    const waiting = await this.waiting(wanted.filter(({ deliveryId }) => !units.has(deliveryId)));
    return wanted.map(({ deliveryId, generation }) => {
      const unit = units.get(deliveryId);
      // Asked for twice at once, it is the first one's.
      if (unit?.generation === generation && units.delete(deliveryId)) return { verdict: 'go', unit };
      const until = waiting.get(`${deliveryId}.${generation}`);
      return until ? { verdict: 'wait', dueAt: until.toISOString() } : { verdict: 'stop' };
    });
  }

  /** As many as fit into one answer, by the size of their messages; at least one. */
  private async firstOf(ids: readonly string[]): Promise<readonly string[]> {
    let bytes = 0;
    for (let start = 0; start < ids.length; start += SIZED_AT_ONCE) {
      const some = ids.slice(start, start + SIZED_AT_ONCE).map((id) => parseDeliveryId(id)!.messageId);
      for (const { data } of await this.messages.load([...new Set(some)])) bytes += data.length;
      if (bytes > MAX_CLAIM_BYTES) return ids.slice(0, start + SIZED_AT_ONCE);
    }
    return ids;
  }

  /** Until when those that could not be taken are somebody's, or not due. */
  private async waiting(refused: readonly Beginning[]): Promise<Map<string, Date>> {
    if (refused.length === 0) return new Map();
    const found = await this.collections.deliveries
      .find(
        { _id: { $in: refused.map(({ deliveryId }) => deliveryId) } },
        { projection: { generation: 1, dueAt: 1 } },
      )
      .toArray();
    return new Map(
      found.flatMap(({ _id, generation, dueAt }) => (dueAt ? [[`${_id}.${generation}`, dueAt]] : [])),
    );
  }

  /** Takes those of the deliveries that still are as described. One whose message is gone or erased has nothing to send. */
  private async take(ids: readonly string[], as: mongo.Filter<DeliveryDocument>): Promise<DeliveryUnit[]> {
    const { deliveries } = this.collections;
    const claim = randomUUID();
    const dueAt = new Date(Date.now() + CLAIM_MS);
    const { modifiedCount } = await deliveries.updateMany(
      { ...as, _id: { $in: [...ids] } },
      { $set: { state: 'pending', dueAt, claim }, $unset: { parked: '', reason: '' } },
      DURABLE,
    );
    if (modifiedCount === 0) return [];
    const taken = await deliveries.find({ _id: { $in: [...ids] }, claim }).toArray();
    const found = await this.messages.load([...new Set(taken.map(({ messageId }) => messageId))]);
    const messages = new Map(found.map((message) => [message.id, message]));
    const orphans = taken.filter(({ messageId }) => !messages.has(messageId));
    if (orphans.length > 0) await this.endOrphans(orphans, claim);
    return taken
      .toSorted((a, b) => (a._id < b._id ? -1 : 1))
      .flatMap((delivery) => {
        const message = messages.get(delivery.messageId);
        return message ? [{ ...unitOf(delivery), message }] : [];
      });
  }

  private async endOrphans(orphans: readonly DeliveryDocument[], claim: string): Promise<void> {
    const ended = await this.erased.endClaimed(orphans, claim);
    const gone = orphans.map(({ _id }) => _id).filter((id) => !ended.has(id));
    await this.collections.deliveries.deleteMany({ _id: { $in: gone } });
  }
}

function unitOf(delivery: DeliveryDocument): Omit<DeliveryUnit, 'message'> {
  const { _id: deliveryId, subscriptionId, partnerId, generation, attemptsUsed, attempts } = delivery;
  const attemptNumber = (attempts.at(-1)?.number ?? 0) + 1;
  return { deliveryId, subscriptionId, partnerId, generation, attemptsUsed, attemptNumber };
}
