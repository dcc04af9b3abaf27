import type { Overview } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import { Collections } from '../mongo/collections';

const MAX_SHOWN = 50;

/** Which subscriptions of a partner failed last, although not often enough to be called failing. */
@Injectable()
export class LastFailures {
  constructor(private readonly collections: Collections) {}

  async of(partnerId: string, subscriptionIds: ReadonlySet<string>): Promise<Overview['unsteady']> {
    const found = await this.collections.health
      .find(
        { partnerId, recoveredAt: { $exists: false } },
        { projection: { lastFailureAt: 1, lastError: 1 }, sort: { _id: 1 } },
      )
      .toArray();
    return found
      .filter(({ _id }) => subscriptionIds.has(_id))
      .slice(0, MAX_SHOWN)
      .map(({ _id: subscriptionId, lastFailureAt, lastError }) => ({
        subscriptionId,
        lastFailureAt: lastFailureAt.toISOString(),
        lastError,
      }));
  }
}
