import { type DeadLetter, type DeadLetterQuery, type Page, timeOfId } from '@anika/contracts';
import { toPage } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import { ANY_TIME, readDeliveries } from '../deliveries/read-deliveries';
import { Collections } from '../mongo/collections';
import type { DeliveryDocument } from '../mongo/documents';

/** Dead letters of all partners, for operators. */
@Injectable()
export class DeadLetterLists {
  constructor(private readonly collections: Collections) {}

  async read(query: DeadLetterQuery): Promise<Page<DeadLetter>> {
    const { partnerId, topicId, subscriptionId, limit } = query;
    const wanted = {
      ...(partnerId !== undefined && { partnerId }),
      ...(topicId !== undefined && { topicId }),
      ...(subscriptionId !== undefined && { subscriptionId }),
    };
    const indexed = { state: 'dead' } as const;
    const rows = await readDeliveries(this.collections, { ...query, indexed, wanted, since: ANY_TIME });
    return toPage(rows, limit, (row) => row._id, toDeadLetter);
  }
}

function toDeadLetter(document: DeliveryDocument): DeadLetter {
  const { _id: id, messageId, topicId, subscriptionId, partnerId, publisherId, reason, attempts } = document;
  const { at, statusCode, error } = attempts.at(-1) ?? {};
  return {
    id,
    messageId,
    topicId,
    subscriptionId,
    partnerId,
    publisherId,
    ...(reason !== undefined && { reason }),
    acceptedAt: new Date(timeOfId(messageId)).toISOString(),
    attempts: attempts.length,
    ...(at !== undefined && { lastAttemptAt: at }),
    ...(statusCode !== undefined && { statusCode }),
    ...(error !== undefined && { error }),
  };
}
