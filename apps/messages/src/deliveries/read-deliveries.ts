import { lowestId, parseDeliveryId } from '@anika/contracts';
import { readCursor } from '@anika/platform';
import type { mongo } from 'mongoose';
import type { Collections } from '../mongo/collections';
import type { DeliveryDocument } from '../mongo/documents';
import { rangeOf, readBack } from '../mongo/windows';
import { lowestDelivery } from './lowest-delivery';

/** A replay can bring messages that are older than the partner and the subscription: without a topic there is no oldest. */
export const ANY_TIME = lowestId('message', 0);

type Filter = mongo.Filter<DeliveryDocument>;

export interface DeliveryRange {
  /** What stands before `_id` in an index. */
  readonly indexed: Filter;
  /** What else must hold. */
  readonly wanted: Filter;
  /** An id: nothing is older. */
  readonly since: string;
  readonly messageId?: string;
  readonly from?: string;
  readonly to?: string;
  readonly limit: number;
  readonly cursor?: string;
}

/** Deliveries of a range, newest message first; one more than the limit, where there is one. */
export function readDeliveries(collections: Collections, range: DeliveryRange): Promise<DeliveryDocument[]> {
  const { indexed, wanted, since, messageId, from, to, limit, cursor } = range;
  const before = readCursor(cursor, (id) => parseDeliveryId(id) !== undefined);
  const lastMessage = before === undefined ? undefined : parseDeliveryId(before)?.messageId;
  const past = { since, from, to, before: lowerOf(lastMessage, messageId) };
  return readBack(rangeOf(past), limit + 1, (window, missing) => {
    const end = lowestDelivery(window.to);
    const $lt = before !== undefined && before < end ? before : end;
    return collections.deliveries
      .aggregate<DeliveryDocument>([
        { $match: { ...indexed, _id: { $gte: lowestDelivery(window.from), $lt } } },
        // Apart from the index's fields: together with them SecantusDB reads all of the partner's, not just the window.
        { $match: wanted },
        { $sort: { _id: -1 } },
        { $limit: missing },
      ])
      .toArray();
  });
}

/** The lower of two ids; one of them may be missing. */
function lowerOf(a: string | undefined, b: string | undefined): string | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b ? a : b;
}
