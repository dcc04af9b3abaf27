import { type DescribedSubscription, isId, type Page, type SubscriptionQuery } from '@anika/contracts';
import { readCursor, toPage } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository, type SelectQueryBuilder } from 'typeorm';
import { SubscriptionEntity } from '../database/subscription.entity';
import { noSubscription } from './subscription-answers';
import { SubscriptionTopics } from './subscription-topics';

/** What other services ask of a subscription. */
export type FoundSubscription = Pick<
  SubscriptionEntity,
  'id' | 'topicId' | 'partnerId' | 'status' | 'url' | 'filter'
> & {
  readonly topicVersion: number;
};

const TROUBLED = `s.status = 'disabled' OR s.health->>'state' <> 'healthy'`;

/** Reads subscriptions. Those of a topic that is being deleted are gone with it, although their rows are still there. */
@Injectable()
export class SubscriptionsRepository {
  constructor(
    @InjectRepository(SubscriptionEntity) private readonly rows: Repository<SubscriptionEntity>,
    private readonly topics: SubscriptionTopics,
  ) {}

  /** @throws {AnikaError} NOT_FOUND when it is not the partner's. */
  async own(partnerId: string, id: string): Promise<SubscriptionEntity> {
    const row = await this.present()
      .andWhere('s.id = :id AND s.partner_id = :partnerId', { id, partnerId })
      .getOne();
    if (!row) throw noSubscription(id);
    return row;
  }

  /** @throws {AnikaError} NOT_FOUND when it is not the partner's. */
  async describeOwn(partnerId: string, id: string): Promise<DescribedSubscription> {
    const [described] = await this.topics.describe(partnerId, [await this.own(partnerId, id)]);
    if (!described) throw noSubscription(id);
    return described;
  }

  async list(
    partnerId: string,
    { topicId, status, health, limit, cursor }: SubscriptionQuery,
  ): Promise<Page<DescribedSubscription>> {
    const after = readCursor(cursor, (id) => isId('subscription', id));
    const query = this.of(partnerId);
    if (topicId !== undefined) query.andWhere('s.topic_id = :topicId', { topicId });
    if (status !== undefined) query.andWhere('s.status = :status', { status });
    if (health !== undefined) query.andWhere(`s.health->>'state' = :health`, { health });
    if (after !== undefined) query.andWhere('s.id > :after', { after });
    const rows = await query
      .orderBy('s.id')
      .take(limit + 1)
      .getMany();
    const { data, nextCursor } = toPage(
      rows,
      limit,
      (row) => row.id,
      (row) => row,
    );
    return { data: await this.topics.describe(partnerId, data), nextCursor };
  }

  /** Those that fail or are disabled, newest first. */
  async troubled(partnerId: string, count: number): Promise<DescribedSubscription[]> {
    const rows = await this.of(partnerId)
      .andWhere(`(${TROUBLED})`)
      .orderBy('s.id', 'DESC')
      .take(count)
      .getMany();
    return this.topics.describe(partnerId, rows);
  }

  /** The troubled ones, then the newest of the others. */
  first(partnerId: string, count: number): Promise<{ id: string; topicId: string }[]> {
    return this.rows.query(
      `SELECT s.id, s.topic_id AS "topicId" FROM subscription s JOIN topic t ON t.id = s.topic_id AND t.state = 'active'
       WHERE s.partner_id = $1 ORDER BY (${TROUBLED}) DESC, s.id DESC LIMIT $2`,
      [partnerId, count],
    );
  }

  /** @throws {AnikaError} NOT_FOUND when there is none. */
  async find(id: string): Promise<FoundSubscription> {
    const rows = (await this.rows.query(
      `SELECT s.id, s.topic_id AS "topicId", s.partner_id AS "partnerId", s.status, s.url, s.filter, t.version AS "topicVersion"
       FROM subscription s JOIN topic t ON t.id = s.topic_id AND t.state = 'active' WHERE s.id = $1`,
      [id],
    )) as FoundSubscription[];
    const [row] = rows;
    if (!row) throw noSubscription(id);
    return row;
  }

  private of(partnerId: string): SelectQueryBuilder<SubscriptionEntity> {
    return this.present().andWhere('s.partner_id = :partnerId', { partnerId });
  }

  private present(): SelectQueryBuilder<SubscriptionEntity> {
    return this.rows
      .createQueryBuilder('s')
      .where(`EXISTS (SELECT 1 FROM topic t WHERE t.id = s.topic_id AND t.state = 'active')`);
  }
}
