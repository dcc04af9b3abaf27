import type { Identity, Statistics, StatisticsQuery } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import { TopicReader } from '../messages/topic-reader';
import { Collections } from '../mongo/collections';
import { Recipients } from '../replays/recipients';
import { counterId, HOUR_MS } from './counters';
import { beginnings, type Count, toSteps } from './steps';

const OF_DELIVERIES: readonly Count[] = ['delivered', 'failed', 'held', 'dead'];

/** What happened hour by hour. */
@Injectable()
export class StatisticsService {
  constructor(
    private readonly collections: Collections,
    private readonly recipients: Recipients,
    private readonly topics: TopicReader,
  ) {}

  /** For the owner also how the deliveries to all subscribers went. @throws {AnikaError} NOT_FOUND. */
  async ofTopic(identity: Identity, topicId: string, query: StatisticsQuery): Promise<Statistics> {
    const { isOwner } = await this.topics.assertReads(identity, topicId);
    return this.read(topicId, query, isOwner ? ['messages', ...OF_DELIVERIES] : ['messages']);
  }

  /** @throws {AnikaError} NOT_FOUND unless it is the caller's. */
  async ofSubscription(
    identity: Identity,
    subscriptionId: string,
    query: StatisticsQuery,
  ): Promise<Statistics> {
    await this.recipients.own(identity, subscriptionId);
    return this.read(subscriptionId, query, OF_DELIVERIES);
  }

  /** Messages to all own topics, deliveries to all own subscriptions. */
  ofPartner({ partnerId }: Identity, query: StatisticsQuery): Promise<Statistics> {
    return this.read(partnerId, query, ['messages', ...OF_DELIVERIES]);
  }

  private async read(subject: string, query: StatisticsQuery, shown: readonly Count[]): Promise<Statistics> {
    const _id = {
      $gte: counterId(subject, beginnings(query)[0]!),
      $lt: counterId(subject, query.to + HOUR_MS),
    };
    const counters = await this.collections.counters.find({ _id }).toArray();
    return { data: toSteps(query, counters, shown) };
  }
}
