import type { Overview, PartnerAffairs } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import { Collections } from '../mongo/collections';

/** A partner none of whose first thousand deliveries arrived has not come so far. */
const MAX_READ = 1000;

/** What a new partner has done already. */
@Injectable()
export class FirstSteps {
  constructor(private readonly collections: Collections) {}

  async of(
    partnerId: string,
    { topicIds, hasGrant, subscriptions }: PartnerAffairs,
  ): Promise<Overview['steps']> {
    const [message, delivery] = await Promise.all([this.hasMessage(topicIds), this.hasDelivery(partnerId)]);
    return {
      topic: topicIds.length > 0,
      message,
      grant: hasGrant,
      subscription: subscriptions.length > 0,
      delivery,
    };
  }

  private async hasMessage(topicIds: readonly string[]): Promise<boolean> {
    if (topicIds.length === 0) return false;
    const filter = { topicId: { $in: [...topicIds] } };
    return (await this.collections.messages.findOne(filter, { projection: { _id: 1 } })) !== null;
  }

  private async hasDelivery(partnerId: string): Promise<boolean> {
    const found = await this.collections.deliveries
      .aggregate([
        { $match: { partnerId } },
        { $limit: MAX_READ },
        { $match: { state: 'delivered' } },
        { $limit: 1 },
        { $project: { _id: 1 } },
      ])
      .toArray();
    return found.length > 0;
  }
}
