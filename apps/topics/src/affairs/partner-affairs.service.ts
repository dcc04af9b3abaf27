import type { DescribedSubscription, PartnerAffairs } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SubscriptionsRepository } from '../subscriptions/subscriptions.repository';
import { UnusedGrants } from './unused-grants';

const MAX_TROUBLED = 50;
const MAX_SUBSCRIPTIONS = 1000;
const MAX_TOPICS = 100;

/** What a partner's overview needs to know of its topics and subscriptions. */
@Injectable()
export class PartnerAffairsService {
  constructor(
    private readonly source: DataSource,
    private readonly subscriptions: SubscriptionsRepository,
    private readonly grants: UnusedGrants,
  ) {}

  async find(partnerId: string): Promise<PartnerAffairs> {
    const [troubled, subscriptions, topicIds, hasGrant, granted] = await Promise.all([
      this.subscriptions.troubled(partnerId, MAX_TROUBLED),
      this.subscriptions.first(partnerId, MAX_SUBSCRIPTIONS),
      this.topics(partnerId),
      this.hasGrant(partnerId),
      this.grants.of(partnerId),
    ]);
    return { troubled: troubled.map(toTroubled), subscriptions, topicIds, hasGrant, granted };
  }

  private async topics(partnerId: string): Promise<string[]> {
    const rows = (await this.source.query(
      `SELECT id FROM topic WHERE owner_id = $1 AND kind = 'regular' AND state = 'active' ORDER BY id LIMIT $2`,
      [partnerId, MAX_TOPICS],
    )) as { id: string }[];
    return rows.map(({ id }) => id);
  }

  private async hasGrant(partnerId: string): Promise<boolean> {
    const rows = (await this.source.query(
      `SELECT 1 FROM topic_grant g JOIN topic t ON t.id = g.topic_id AND t.state = 'active'
       WHERE g.partner_id = $1 OR t.owner_id = $1 LIMIT 1`,
      [partnerId],
    )) as object[];
    return rows.length > 0;
  }
}

function toTroubled(subscription: DescribedSubscription): PartnerAffairs['troubled'][number] {
  const { id, topicId, topicTitle, url, status, statusReason, health, updatedAt } = subscription;
  return { id, topicId, topicTitle, url, status, statusReason, health, updatedAt };
}
