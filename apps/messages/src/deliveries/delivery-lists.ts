import { type Delivery, type DeliveryQuery, type Page } from '@anika/contracts';
import { toPage } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { Collections } from '../mongo/collections';
import type { DeliveryDocument } from '../mongo/documents';
import { toDelivery } from './delivery-answers';
import { ANY_TIME, readDeliveries } from './read-deliveries';

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
    const { limit, messageId, subscriptionId } = query;
    const indexed = subscriptionId === undefined ? { partnerId } : { subscriptionId };
    const rows = await readDeliveries(this.collections, {
      ...query,
      indexed,
      wanted: { partnerId, ...wanted(query) },
      since: messageId ?? since,
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
