import { GetSnapshot, type Identity, type WaitingDeliveries } from '@anika/contracts';
import { InjectRpc, type RpcClient } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import { TopicReader } from '../messages/topic-reader';
import { Collections } from '../mongo/collections';
import { EPOCH } from '../mongo/indexes';
import { type Count, ParkedCounts } from '../overview/parked-counts';

/** Of the whole platform: so many that are due are looked through. */
const MAX_READ = 10_000;

/** What still waits to go to a partner. The cost is bounded, however much waits. */
@Injectable()
export class WaitingService {
  constructor(
    private readonly collections: Collections,
    private readonly parked: ParkedCounts,
    private readonly reader: TopicReader,
    @InjectRpc('topics') private readonly topics: RpcClient,
  ) {}

  /** @throws {AnikaError} NOT_FOUND for strangers, FORBIDDEN for readers. */
  async count(identity: Identity, topicId: string, partnerId: string): Promise<WaitingDeliveries> {
    await this.reader.assertOwns(identity, topicId);
    const ids = await this.subscriptions(topicId, partnerId);
    const counts = await Promise.all([this.due(ids), ...ids.map((id) => this.parked.heldOf(id))]);
    return {
      count: counts.reduce((sum, { count }) => sum + count, 0),
      hasMore: counts.some(({ hasMore }) => hasMore),
    };
  }

  private async subscriptions(topicId: string, partnerId: string): Promise<string[]> {
    const answer = await this.topics.call(GetSnapshot, { topicId, subscriptions: true });
    if (!('snapshot' in answer)) throw new Error('A snapshot without a known version cannot be unchanged');
    const { grants, subscriptions } = answer.snapshot;
    // Without access nothing waits any more: what is left is dropped when its turn comes.
    if (!grants.some((grant) => grant.partnerId === partnerId)) return [];
    return subscriptions.filter((one) => one.partnerId === partnerId).map(({ id }) => id);
  }

  /** Under way, or to be tried again. */
  private async due(ids: readonly string[]): Promise<Count> {
    if (ids.length === 0) return { count: 0, hasMore: false };
    const [found] = await this.collections.deliveries
      .aggregate<{ readonly read: number; readonly count: number }>([
        { $match: { dueAt: { $gt: EPOCH } } },
        { $limit: MAX_READ },
        {
          $group: {
            _id: null,
            read: { $sum: 1 },
            count: { $sum: { $cond: [{ $in: ['$subscriptionId', ids] }, 1, 0] } },
          },
        },
      ])
      .toArray();
    return { count: found?.count ?? 0, hasMore: found?.read === MAX_READ };
  }
}
