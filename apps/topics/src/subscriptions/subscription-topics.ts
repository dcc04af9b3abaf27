import type { DescribedSubscription } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import type { SubscriptionEntity } from '../database/subscription.entity';
import { toSubscription } from './subscription-answers';

type Named = Pick<DescribedSubscription, 'topicName' | 'topicTitle' | 'ownerId' | 'ownerName'> & {
  readonly id: string;
};

/** What is not to be seen any more is not named either: it may be called otherwise by now. */
const NAMES = `
SELECT t.id, t.owner_id AS "ownerId", o.name AS "ownerName",
  CASE WHEN v.is_visible THEN t.name END AS "topicName", CASE WHEN v.is_visible THEN t.title END AS "topicTitle"
FROM topic t JOIN known_partner o ON o.id = t.owner_id CROSS JOIN LATERAL (
  SELECT t.owner_id = $1 OR EXISTS (SELECT 1 FROM topic_grant g WHERE g.topic_id = t.id AND g.partner_id = $1
    AND (g.expires_at IS NULL OR g.expires_at > now())) AS is_visible) v
WHERE t.id = ANY($2)`;

/** Names the topics of a partner's subscriptions. */
@Injectable()
export class SubscriptionTopics {
  constructor(private readonly source: DataSource) {}

  /** In the order of the rows. */
  async describe(partnerId: string, rows: readonly SubscriptionEntity[]): Promise<DescribedSubscription[]> {
    const topicIds = [...new Set(rows.map(({ topicId }) => topicId))];
    const found = (await this.source.query(NAMES, [partnerId, topicIds])) as Named[];
    const names = new Map(found.map(({ id, ...named }) => [id, named]));
    // One that was deleted in this moment has no name.
    return rows.flatMap((row) => {
      const named = names.get(row.topicId);
      return named ? [{ ...toSubscription(row), ...named }] : [];
    });
  }
}
