import { type Delivery, type DeliveryQuery, lowestId, type Page, parseDeliveryId } from '@anika/contracts';
import { readCursor, toPage } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { Collections } from '../mongo/collections';
import type { DeliveryDocument } from '../mongo/documents';
import { rangeOf, readBack } from '../mongo/windows';
import { toDelivery } from './delivery-answers';
import { lowestDelivery } from './lowest-delivery';

/** A replay can bring messages that are older than the partner and the subscription: without a topic there is no oldest. */
const ANY_TIME = lowestId('message', 0);

/** Deliveries by what is asked for, newest message first. */
@Injectable()
export class DeliveryLists {
  constructor(private readonly collections: Collections) {}

  /** Those to a partner, or to one of its subscriptions; nothing is older than the id `since`. */
  async read(
    partnerId: string,
    query: DeliveryQuery,
    since = query.topicId ?? ANY_TIME,
  ): Promise<Page<Delivery>> {
    const { limit, cursor, from, to, messageId, subscriptionId } = query;
    const indexed = subscriptionId === undefined ? { partnerId } : { subscriptionId };
    const before = readCursor(cursor, (id) => parseDeliveryId(id) !== undefined);
    const lastMessage = before === undefined ? undefined : parseDeliveryId(before)?.messageId;
    const past = { since: messageId ?? since, from, to, before: lowerOf(lastMessage, messageId) };
    const rows = await readBack(rangeOf(past), limit + 1, (window, missing) => {
      const end = lowestDelivery(window.to);
      const $lt = before !== undefined && before < end ? before : end;
      return this.collections.deliveries
        .aggregate<DeliveryDocument>([
          { $match: { ...indexed, _id: { $gte: lowestDelivery(window.from), $lt } } },
          // Apart from the index's fields: together with them SecantusDB reads all of the partner's, not just the window.
          { $match: { partnerId, ...wanted(query) } },
          { $sort: { _id: -1 } },
          { $limit: missing },
        ])
        .toArray();
    });
    return toPage(rows, limit, (row) => row._id, toDelivery);
  }
}

function wanted({
  subscriptionId,
  topicId,
  messageId,
  state,
  statusCode,
  error,
}: DeliveryQuery): mongo.Filter<DeliveryDocument> {
  const attempt = {
    ...(statusCode !== undefined && { statusCode }),
    ...(error !== undefined && { error }),
  };
  return {
    ...(subscriptionId !== undefined && { subscriptionId }),
    ...(topicId !== undefined && { topicId }),
    ...(messageId !== undefined && { messageId }),
    ...(state !== undefined && { state }),
    ...(Object.keys(attempt).length > 0 && { attempts: { $elemMatch: attempt } }),
  };
}

/** The lower of two ids; one of them may be missing. */
function lowerOf(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b ? a : b;
}
