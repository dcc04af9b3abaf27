import type { HoldReason, Overview } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import { Collections } from '../mongo/collections';

const MAX_SHOWN = 50;
const MAX_COUNTED = 100;
/** Of the dead and of the held: what lies beyond in the index, by subscription, is not seen. */
const MAX_READ = 10_000;
const PARKED = { held: { $gte: 'h.', $lt: 'h/' }, dead: { $gte: 'd.', $lt: 'd/' } } as const;

export interface Count {
  readonly count: number;
  /** It is counted no further. */
  readonly hasMore: boolean;
}

interface Parked extends Count {
  readonly subscriptionId: string;
  readonly reason: string;
}

/**
 * How many of a partner's deliveries are parked. One read each, by an index that begins with the partner: SecantusDB takes 40 ms to look
 * for one of a list of subscriptions, for each of them.
 */
@Injectable()
export class ParkedCounts {
  constructor(private readonly collections: Collections) {}

  /** Dead letters of these subscriptions, of at most fifty that have any. */
  async dead(
    partnerId: string,
    subscriptionIds: ReadonlySet<string>,
  ): Promise<({ readonly subscriptionId: string } & Count)[]> {
    const counts = new Map<string, Count>();
    for (const one of await this.parked('dead', partnerId))
      if (subscriptionIds.has(one.subscriptionId))
        counts.set(one.subscriptionId, sum(counts.get(one.subscriptionId), one));
    return [...counts]
      .slice(0, MAX_SHOWN)
      .map(([subscriptionId, { count, hasMore }]) => ({ subscriptionId, ...limited(count, hasMore) }));
  }

  async heldOf(subscriptionId: string): Promise<Count> {
    const limit = MAX_COUNTED + 1;
    const parked = `h.${subscriptionId}`;
    return limited(await this.collections.deliveries.countDocuments({ parked }, { limit }), false);
  }

  /** What is held for these subscriptions, by reason. */
  async held(partnerId: string, subscriptionIds: ReadonlySet<string>): Promise<Overview['held']> {
    const byReason = new Map<string, Count & { readonly subscriptions: number }>();
    for (const one of await this.parked('held', partnerId)) {
      if (!subscriptionIds.has(one.subscriptionId)) continue;
      const known = byReason.get(one.reason);
      const subscriptions = (known?.subscriptions ?? 0) + 1;
      byReason.set(one.reason, { subscriptions, ...sum(known, limited(one.count, one.hasMore)) });
    }
    return [...byReason]
      .map(([reason, counted]) => ({ reason: reason as HoldReason, ...counted }))
      .toSorted((a, b) => b.count - a.count);
  }

  private async parked(state: keyof typeof PARKED, partnerId: string): Promise<Parked[]> {
    const found = await this.collections.deliveries
      .aggregate<{ _id: Pick<Parked, 'subscriptionId' | 'reason'>; count: number }>([
        { $match: { partnerId, parked: PARKED[state] } },
        { $limit: MAX_READ },
        {
          $group: { _id: { subscriptionId: '$subscriptionId', reason: '$reason' }, count: { $sum: 1 } },
        },
      ])
      .toArray();
    const isCut = found.reduce((total, { count }) => total + count, 0) === MAX_READ;
    return found.map(({ _id, count }) => ({ ..._id, count, hasMore: isCut }));
  }
}

function sum(known: Count | undefined, { count, hasMore }: Count): Count {
  return { count: (known?.count ?? 0) + count, hasMore: hasMore || known?.hasMore === true };
}

function limited(count: number, hasMore: boolean): Count {
  return { count: Math.min(count, MAX_COUNTED), hasMore: hasMore || count > MAX_COUNTED };
}
