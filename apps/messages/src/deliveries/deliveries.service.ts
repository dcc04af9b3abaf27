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
  timeOfId,
} from '@anika/contracts';
import { InjectRpc, readCursor, type RpcClient, toPage } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { MessagesService } from '../messages/messages.service';
import { Collections } from '../mongo/collections';
import type { DeliveryDocument } from '../mongo/documents';
import { windowsBack } from '../mongo/windows';
import { toDelivery, toSummary } from './delivery-answers';

const CLOCK_SLACK_MS = 60_000;
const isDeliveryId = (id: string): boolean => parseDeliveryId(id) !== undefined;
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
    const prefix = `dlv_${suffixOf(messageId)}`;
    const after = readCursor(cursor, isDeliveryId);
    const rows = await this.collections.deliveries
      .find({
        _id: { ...(after === undefined ? { $gte: prefix } : { $gt: after }), $lt: `${prefix}~` },
        ...(!isOwner && { partnerId: identity.partnerId }),
      })
      .sort({ _id: 1 })
      .limit(limit + 1)
      .toArray();
    const toAnswer = (row: DeliveryDocument) =>
      row.partnerId === identity.partnerId ? toDelivery(row) : toSummary(row);
    return toPage(rows, limit, (row) => row._id, toAnswer);
  }

  /** Newest first. */
  async ofSubscription(
    { partnerId }: Identity,
    subscriptionId: string,
    { limit, cursor, state }: DeliveryQuery,
  ): Promise<Page<Delivery>> {
    const subscription = await this.topics.call(FindSubscription, { subscriptionId });
    if (subscription.partnerId !== partnerId) {
      throw new AnikaError('NOT_FOUND', { detail: `There is no subscription ${subscriptionId}.` });
    }
    const before = readCursor(cursor, isDeliveryId);
    const beforeTime = before === undefined ? undefined : timeOfId(parseDeliveryId(before)!.messageId) + 1;
    const to = beforeTime ?? Date.now() + CLOCK_SLACK_MS;
    const rows: DeliveryDocument[] = [];
    for (const window of windowsBack({ from: timeOfId(subscriptionId), to })) {
      const upper = lowestDelivery(window.to);
      const filter: mongo.Filter<DeliveryDocument> = {
        subscriptionId,
        _id: {
          $gte: lowestDelivery(window.from),
          $lt: before !== undefined && before < upper ? before : upper,
        },
        ...(state !== undefined && { state }),
      };
      const page = this.collections.deliveries.find(filter).sort({ _id: -1 });
      rows.push(...(await page.limit(limit + 1 - rows.length).toArray()));
      if (rows.length > limit) break;
    }
    return toPage(rows, limit, (row) => row._id, toDelivery);
  }
}
