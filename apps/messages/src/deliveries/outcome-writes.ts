import { type Outcome, parseDeliveryId } from '@anika/contracts';
import type { mongo } from 'mongoose';
import type { DeliveryDocument } from '../mongo/documents';

const KEPT_ATTEMPTS = 50;
const KEPT_RESPONSES = 3;

/** What a result means for the stored delivery. */
function fieldsOf({
  result,
  deliveryId,
}: Outcome): Pick<DeliveryDocument, 'state' | 'reason' | 'dueAt' | 'parked'> {
  const { subscriptionId = '' } = parseDeliveryId(deliveryId) ?? {};
  switch (result.state) {
    case 'pending':
    case 'retrying':
      return { state: result.state, dueAt: new Date(result.dueAt) };
    case 'held':
      return { state: 'held', reason: result.reason, parked: `h.${subscriptionId}` };
    case 'dead':
      return { state: 'dead', reason: result.reason, parked: `d.${subscriptionId}` };
    case 'discarded':
      return { state: 'discarded', reason: result.reason };
    case 'delivered':
      return { state: 'delivered' };
  }
}

/** Fan-out begins a delivery: it is inserted with what is known of it, mostly with its one successful attempt. */
export function beginsDelivery({ generation, attemptsUsed }: Outcome): boolean {
  return generation === 0 && attemptsUsed <= 1;
}

export function newDelivery(outcome: Outcome): DeliveryDocument {
  const { deliveryId, topicId, partnerId, publisherId, generation, attemptsUsed, attempt } = outcome;
  return {
    _id: deliveryId,
    topicId,
    subscriptionId: parseDeliveryId(deliveryId)?.subscriptionId ?? '',
    partnerId,
    publisherId,
    generation,
    attemptsUsed,
    ...fieldsOf(outcome),
    attempts: attempt ? [attempt] : [],
  };
}

/** The outcome counts only while the delivery is still pending in that generation. */
export function updatesOf(outcome: Outcome): mongo.AnyBulkWriteOperation<DeliveryDocument>[] {
  const { deliveryId: _id, generation, attemptsUsed, attempt } = outcome;
  const fields = fieldsOf(outcome);
  const gone = (['reason', 'dueAt', 'parked'] as const).filter((name) => fields[name] === undefined);
  const update = {
    $set: { ...fields, attemptsUsed },
    $unset: Object.fromEntries(gone.map((name) => [name, ''])),
    ...(attempt && { $push: { attempts: { $each: [attempt], $slice: -KEPT_ATTEMPTS } } }),
  } as mongo.UpdateFilter<DeliveryDocument>;
  const operations: mongo.AnyBulkWriteOperation<DeliveryDocument>[] = [
    { updateOne: { filter: { _id, generation, state: 'pending' }, update } },
  ];
  const old = (attempt?.number ?? 0) - KEPT_RESPONSES - 1;
  if (old >= 0 && old < KEPT_ATTEMPTS) {
    operations.push({
      updateOne: { filter: { _id }, update: { $unset: { [`attempts.${old}.response`]: '' } } },
    });
  }
  return operations;
}
