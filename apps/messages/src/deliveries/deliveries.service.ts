import {
  AnikaError,
  type Delivery,
  type DeliveryQuery,
  type DeliverySummary,
  FindSubscription,
  type Identity,
  lowestId,
  type Page,
  type PageQuery,
  parseDeliveryId,
  suffixOf,
} from '@anika/contracts';
import { InjectRpc, readCursor, type RpcClient, toPage } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import { MessagesService } from '../messages/messages.service';
import { Collections } from '../mongo/collections';
import type { DeliveryDocument } from '../mongo/documents';
import { rangeOf, readBack } from '../mongo/windows';
import { toDelivery, toSummary } from './delivery-answers';

/** Delivery ids begin with the message's: a bound in time. */
const lowestDelivery = (time: number): string => `dlv_${suffixOf(lowestId('message', time))}`;

@Injectable()
export class DeliveriesService {
  constructor(
    private readonly collections: Collections,
    private readonly messages: MessagesService,
    @InjectRpc('topics') private readonly topics: RpcClient,
  ) {}

  async get({ partnerId }: Identity, id: string): Promise<Delivery> {
    const delivery = await this.collections.deliveries.findOne({ _id: id, partnerId });
    if (!delivery) throw new AnikaError('NOT_FOUND', { detail: `There is no delivery ${id}.` });
    return toDelivery(delivery);
  }

  /** The publisher sees a summary of all; a subscriber its own. */
  async ofMessage(
    identity: Identity,
    messageId: string,
    { limit, cursor }: PageQuery,
  ): Promise<Page<Delivery | DeliverySummary>> {
    const { isOwner } = await this.messages.find(identity, messageId);
    const after = readCursor(cursor, (id) => parseDeliveryId(id)?.messageId === messageId);
    const rows = await this.collections.deliveries
      .find({
        messageId,
        ...(after !== undefined && { _id: { $gt: after } }),
        ...(!isOwner && { partnerId: identity.partnerId }),
      })
      .sort({ _id: 1 })
      .limit(limit + 1)
      .toArray();
    const toAnswer = (row: DeliveryDocument) =>
      row.partnerId === identity.partnerId ? toDelivery(row) : toSummary(row);
    return toPage(rows, limit, (row) => row._id, toAnswer);
  }

  /** Newest message first. */
  async ofSubscription(
    { partnerId }: Identity,
    subscriptionId: string,
    { limit, cursor, state }: DeliveryQuery,
  ): Promise<Page<Delivery>> {
    const subscription = await this.topics.call(FindSubscription, { subscriptionId });
    if (subscription.partnerId !== partnerId) {
      throw new AnikaError('NOT_FOUND', { detail: `There is no subscription ${subscriptionId}.` });
    }
    const before = readCursor(cursor, (id) => parseDeliveryId(id) !== undefined);
    const beforeMessage = before === undefined ? undefined : parseDeliveryId(before)?.messageId;
    const range = rangeOf({ since: subscription.topicId, before: beforeMessage });
    const rows = await readBack(range, limit + 1, (window, missing) => {
      const end = lowestDelivery(window.to);
      const filter = {
        subscriptionId,
        _id: {
          $gte: lowestDelivery(window.from),
          $lt: before !== undefined && before < end ? before : end,
        },
        ...(state !== undefined && { state }),
      };
      return this.collections.deliveries.find(filter).sort({ _id: -1 }).limit(missing).toArray();
    });
    return toPage(rows, limit, (row) => row._id, toDelivery);
  }
}
