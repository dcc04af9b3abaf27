import type { HoldReason, Overview } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import { Collections } from '../mongo/collections';

const MAX_SHOWN = 50;
const MAX_COUNTED = 100;

export interface Count {
  readonly count: number;
  /** It is counted no further. */
  readonly hasMore: boolean;
}

/** How many deliveries are parked for subscriptions. The cost is bounded, however many there are of both. */
@Injectable()
export class ParkedCounts {
  constructor(private readonly collections: Collections) {}

  /** Dead letters of those that have any, at most fifty subscriptions. */
  async dead(subscriptionIds: readonly string[]): Promise<({ readonly subscriptionId: string } & Count)[]> {
    const found: ({ readonly subscriptionId: string } & Count)[] = [];
    for await (const subscriptionId of this.withDead(subscriptionIds)) {
      found.push({ subscriptionId, ...(await this.count(`d.${subscriptionId}`)) });
      if (found.length === MAX_SHOWN) break;
    }
    return found;
  }

  heldOf(subscriptionId: string): Promise<Count> {
    return this.count(`h.${subscriptionId}`);
  }

  /** What is held, by the reason for which it is held last. */
  async held(subscriptionIds: readonly string[]): Promise<Overview['held']> {
    const holds = await this.collections.holds
      .find({ _id: { $in: [...subscriptionIds] } }, { projection: { reason: 1 } })
      .limit(MAX_SHOWN)
      .toArray();
    const byReason = new Map<string, Overview['held'][number]>();
    for (const { _id, reason } of holds) {
      const { count, hasMore } = await this.count(`h.${_id}`);
      if (count === 0) continue;
      const known = byReason.get(reason);
      byReason.set(reason, {
        reason: reason as HoldReason,
        subscriptions: (known?.subscriptions ?? 0) + 1,
        count: (known?.count ?? 0) + count,
        hasMore: hasMore || known?.hasMore === true,
      });
    }
    return [...byReason.values()].toSorted((a, b) => b.count - a.count);
  }

  /** Halves are asked until one is left: the many that have none cost one question together. */
  private async *withDead(ids: readonly string[]): AsyncGenerator<string> {
    if (ids.length === 0 || !(await this.hasDead(ids))) return;
    if (ids.length === 1) return yield ids[0]!;
    const middle = Math.ceil(ids.length / 2);
    yield* this.withDead(ids.slice(0, middle));
    yield* this.withDead(ids.slice(middle));
  }

  private async hasDead(ids: readonly string[]): Promise<boolean> {
    const parked = { $in: ids.map((id) => `d.${id}`) };
    const { deliveries } = this.collections;
    return (await deliveries.findOne({ parked }, { projection: { _id: 1 } })) !== null;
  }

  private async count(parked: string): Promise<Count> {
    const found = await this.collections.deliveries.countDocuments({ parked }, { limit: MAX_COUNTED + 1 });
    return { count: Math.min(found, MAX_COUNTED), hasMore: found > MAX_COUNTED };
  }
}
