import {
  type Delivery,
  type DeliverySummary,
  type Explanation,
  GetSnapshot,
  type Identity,
  type MessageDeliveries,
  type PageQuery,
  parseDeliveryId,
  type TopicSnapshot,
} from '@anika/contracts';
import { InjectRpc, readCursor, type RpcClient, toPage } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import { MessagesService } from '../messages/messages.service';
import { Collections } from '../mongo/collections';
import type { DeliveryDocument, MessageDocument } from '../mongo/documents';
import { toDelivery, toSummary } from './delivery-answers';
import { explainDelivery } from './explain-delivery';
import { explainMissing } from './explain-missing';

type Explained = (Delivery | DeliverySummary) & { readonly explanation: Explanation };

/** What became of one message, and why. */
@Injectable()
export class MessageDeliveriesService {
  constructor(
    private readonly collections: Collections,
    private readonly messages: MessagesService,
    @InjectRpc('topics') private readonly topics: RpcClient,
  ) {}

  /** The publisher sees a summary of all; a subscriber its own. The message is read first: closed, its deliveries are complete. */
  async list(
    identity: Identity,
    messageId: string,
    { limit, cursor }: PageQuery,
  ): Promise<MessageDeliveries> {
    const { message, isOwner } = await this.messages.trace(identity, messageId);
    const after = readCursor(cursor, (id) => parseDeliveryId(id)?.messageId === messageId);
    const snapshot = await this.snapshot(message.topicId);
    const visible = { messageId, ...(!isOwner && { partnerId: identity.partnerId }) };
    const rows = await this.collections.deliveries
      .find({ ...visible, ...(after !== undefined && { _id: { $gt: after } }) })
      .sort({ _id: 1 })
      .limit(limit + 1)
      .toArray();
    const page = toPage(rows, limit, ({ _id }) => _id, await this.explainer(rows, snapshot, identity));
    const answer = { data: [...page.data], nextCursor: page.nextCursor };
    return after === undefined
      ? { ...answer, missing: await this.missing(snapshot, message, visible, identity) }
      : answer;
  }

  private async missing(
    snapshot: TopicSnapshot,
    message: MessageDocument,
    visible: { readonly messageId: string; readonly partnerId?: string },
    { partnerId }: Identity,
  ) {
    const delivered = await this.collections.deliveries
      .find(visible, { projection: { subscriptionId: 1, partnerId: 1 } })
      .toArray();
    return explainMissing(snapshot, message, delivered, partnerId);
  }

  private async explainer(
    rows: readonly DeliveryDocument[],
    snapshot: TopicSnapshot,
    { partnerId }: Identity,
  ): Promise<(row: DeliveryDocument) => Explained> {
    const held = rows.filter(({ state }) => state === 'held');
    const holds = await this.collections.holds
      .find({ _id: { $in: held.map(({ subscriptionId }) => subscriptionId) } })
      .toArray();
    return (row) => {
      const isOwn = row.partnerId === partnerId;
      // A subscription has one hold, a delivery its own reason: only where they agree is the time known.
      const hold = holds.find(({ _id, reason }) => _id === row.subscriptionId && reason === row.reason);
      const explanation = explainDelivery(row, { snapshot, heldUntil: hold?.until, tellsErrors: isOwn });
      return { ...(isOwn ? toDelivery(row) : toSummary(row)), explanation };
    };
  }

  /** Asked of topics each time: the snapshots held for publishing have no subscriptions, and secrets are not to be kept here. */
  private async snapshot(topicId: string): Promise<TopicSnapshot> {
    const answer = await this.topics.call(GetSnapshot, { topicId, subscriptions: true });
    if ('snapshot' in answer) return answer.snapshot;
    throw new Error('A snapshot without a known version cannot be unchanged');
  }
}
