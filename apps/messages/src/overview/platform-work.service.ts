import type { PlatformWork } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import { lowestDelivery } from '../deliveries/lowest-delivery';
import { Collections } from '../mongo/collections';
import { LostWork } from '../sweeper/lost-work';
import { SweepReport } from '../sweeper/sweep-report';

const MAX_COUNTED = 10_000;
const RATE_SECONDS = 10;
const PARKED = { held: { $gte: 'h.', $lt: 'h/' }, dead: { $gte: 'd.', $lt: 'd/' } } as const;

/** What is under way on the whole platform; counts are bounded. */
@Injectable()
export class PlatformWorkService {
  constructor(
    private readonly collections: Collections,
    private readonly lost: LostWork,
    private readonly sweeps: SweepReport,
  ) {}

  async read(): Promise<PlatformWork> {
    const [oldestDueMs, deliveriesPerSecond, held, dead, sweep] = await Promise.all([
      this.lost.oldestDue(),
      this.rate(),
      this.parked('held'),
      this.parked('dead'),
      this.sweeps.readRegular(),
    ]);
    return { oldestDueSeconds: oldestDueMs / 1000, deliveriesPerSecond, held, dead, sweep };
  }

  private async parked(state: keyof typeof PARKED): Promise<PlatformWork['held']> {
    const found = await this.collections.deliveries
      .aggregate<{ _id: string | null; count: number }>([
        { $match: { parked: PARKED[state] } },
        { $limit: MAX_COUNTED },
        { $group: { _id: '$reason', count: { $sum: 1 } } },
      ])
      .toArray();
    const reasons = found
      .map(({ _id, count }) => ({ reason: _id ?? 'unknown', count }))
      .toSorted((a, b) => b.count - a.count);
    return { reasons, hasMore: reasons.reduce((sum, { count }) => sum + count, 0) === MAX_COUNTED };
  }

  private async rate(): Promise<number> {
    const since = lowestDelivery(Date.now() - RATE_SECONDS * 1000);
    const [found] = await this.collections.deliveries
      .aggregate<{ count: number }>([
        { $match: { _id: { $gte: since } } },
        { $limit: MAX_COUNTED },
        { $match: { state: 'delivered' } },
        { $count: 'count' },
      ])
      .toArray();
    return (found?.count ?? 0) / RATE_SECONDS;
  }
}
