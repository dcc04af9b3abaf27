import { isId, type Page, type Subscription, type SubscriptionQuery } from '@anika/contracts';
import { readCursor, toPage } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository, type SelectQueryBuilder } from 'typeorm';
import { SubscriptionEntity } from '../database/subscription.entity';
import { noSubscription, toSubscription } from './subscription-answers';

/** What other services ask of a subscription. */
export type FoundSubscription = Pick<
  SubscriptionEntity,
  'id' | 'topicId' | 'partnerId' | 'status' | 'url' | 'filter'
> & {
  readonly topicVersion: number;
};

/** Reads subscriptions. Those of a topic that is being deleted are gone with it, although their rows are still there. */
@Injectable()
export class SubscriptionsRepository {
  constructor(@InjectRepository(SubscriptionEntity) private readonly rows: Repository<SubscriptionEntity>) {}

  /** @throws {AnikaError} NOT_FOUND when it is not the partner's. */
  async own(partnerId: string, id: string): Promise<SubscriptionEntity> {
    const row = await this.present()
      .andWhere('s.id = :id AND s.partner_id = :partnerId', { id, partnerId })
      .getOne();
    if (!row) throw noSubscription(id);
    return row;
  }

  async list(partnerId: string, { topicId, limit, cursor }: SubscriptionQuery): Promise<Page<Subscription>> {
    const after = readCursor(cursor, (id) => isId('subscription', id));
    const query = this.present().andWhere('s.partner_id = :partnerId', { partnerId });
    if (topicId !== undefined) query.andWhere('s.topic_id = :topicId', { topicId });
    if (after !== undefined) query.andWhere('s.id > :after', { after });
    const rows = await query
      .orderBy('s.id')
      .take(limit + 1)
      .getMany();
    return toPage(rows, limit, (row) => row.id, toSubscription);
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

  private present(): SelectQueryBuilder<SubscriptionEntity> {
    return this.rows
      .createQueryBuilder('s')
      .where(`EXISTS (SELECT 1 FROM topic t WHERE t.id = s.topic_id AND t.state = 'active')`);
  }
}
