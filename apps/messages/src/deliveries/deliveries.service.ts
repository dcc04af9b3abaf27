import {
  AnikaError,
  type Delivery,
  type DeliveryQuery,
  FindSubscription,
  type Identity,
  type Page,
  type SubscriptionDeliveryQuery,
} from '@anika/contracts';
import { InjectRpc, type RpcClient } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import { Collections } from '../mongo/collections';
import { toDelivery } from './delivery-answers';
import { DeliveryLists } from './delivery-lists';

@Injectable()
export class DeliveriesService {
  constructor(
    private readonly collections: Collections,
    private readonly lists: DeliveryLists,
    @InjectRpc('topics') private readonly topics: RpcClient,
  ) {}

  async get({ partnerId }: Identity, id: string): Promise<Delivery> {
    const delivery = await this.collections.deliveries.findOne({ _id: id, partnerId });
    if (!delivery) throw new AnikaError('NOT_FOUND', { detail: `There is no delivery ${id}.` });
    return toDelivery(delivery);
  }

  /** All to the caller. */
  list({ partnerId }: Identity, query: DeliveryQuery): Promise<Page<Delivery>> {
    return this.lists.read(partnerId, query);
  }

  /** @throws {AnikaError} NOT_FOUND unless the subscription is the caller's. */
  async ofSubscription(
    { partnerId }: Identity,
    subscriptionId: string,
    query: SubscriptionDeliveryQuery,
  ): Promise<Page<Delivery>> {
    const subscription = await this.topics.call(FindSubscription, { subscriptionId });
    if (subscription.partnerId !== partnerId)
      throw new AnikaError('NOT_FOUND', { detail: `There is no subscription ${subscriptionId}.` });
    return this.lists.read(partnerId, { ...query, subscriptionId }, subscription.topicId);
  }
}
