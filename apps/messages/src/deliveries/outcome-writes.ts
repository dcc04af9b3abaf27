import { type Attempt, type Outcome, parseDeliveryId } from '@anika/contracts';
import type { mongo } from 'mongoose';
import type { DeliveryDocument } from '../mongo/documents';

const KEPT_ATTEMPTS = 50;
const KEPT_DETAILS = 3;

function idsOf({ deliveryId }: Outcome): { messageId: string; subscriptionId: string } {
  // The schema of Outcome has checked the id.
  return parseDeliveryId(deliveryId)!;
}

/** What a result means for the stored delivery. */
function fieldsOf(outcome: Outcome): Pick<DeliveryDocument, 'state' | 'reason' | 'dueAt' | 'parked'> {
  const { result } = outcome;
  const { subscriptionId } = idsOf(outcome);
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
  const { deliveryId, topicId, partnerId, publisherId, generation, attemptsUsed } = outcome;
  return {
    _id: deliveryId,
    ...idsOf(outcome),
    topicId,
    partnerId,
    publisherId,
    generation,
    attemptsUsed,
    ...fieldsOf(outcome),
    attempts: keptAttempt(outcome),
  };
}

/** What was sent and answered is kept for failures only. */
function keptAttempt({ attempt, result }: Outcome): Attempt[] {
  if (!attempt) return [];
  const { response: _response, requestHeaders: _requestHeaders, ...rest } = attempt;
  return [result.state === 'delivered' ? rest : attempt];
}

type Fields = ReturnType<typeof fieldsOf>;

function updateTo(fields: Fields, outcome: Outcome, record: string): mongo.UpdateFilter<DeliveryDocument> {
  const { attemptsUsed, attempt } = outcome;
  const gone = (['reason', 'dueAt', 'parked'] as const).filter((name) => fields[name] === undefined);
  return {
    $set: { ...fields, attemptsUsed, record },
    $unset: Object.fromEntries(
      ['claim', ...gone, ...(fields.state === 'delivered' ? ['redelivery'] : [])].map((name) => [name, '']),
    ),
    ...(attempt && { $push: { attempts: { $each: keptAttempt(outcome), $slice: -KEPT_ATTEMPTS } } }),
  } as mongo.UpdateFilter<DeliveryDocument>;
}

/** One attempt, or none when the right is gone: what was delivered before is delivered again. */
function endsRedelivery({ generation, attempt, result }: Outcome): boolean {
  if (generation === 0 || result.state === 'delivered') return false;
  return attempt !== undefined || result.state === 'discarded';
}

/**
 * The outcome counts only while the delivery is still pending in that generation.
 *
 * @param record left in the delivery where it counts
 */
export function updatesOf(outcome: Outcome, record: string): mongo.AnyBulkWriteOperation<DeliveryDocument>[] {
  const { deliveryId: _id, generation, attemptsUsed, attempt } = outcome;
  const filter = {
    _id,
    generation,
    state: 'pending' as const,
    // A late copy of an earlier attempt's outcome finds it pending again, for the attempt that is under way.
    attemptsUsed: { $lte: attemptsUsed },
    ...(attempt && { 'attempts.number': { $ne: attempt.number } }),
  };
  const operations: mongo.AnyBulkWriteOperation<DeliveryDocument>[] = [
    { updateOne: { filter, update: updateTo(fieldsOf(outcome), outcome, record) } },
  ];
  if (endsRedelivery(outcome)) {
    const update = updateTo({ state: 'delivered' }, outcome, record);
    operations.unshift({ updateOne: { filter: { ...filter, redelivery: true }, update } });
  }
  // The position of the attempt whose details are no longer among the last ones, once this attempt is the last.
  const old = Math.min(attempt?.number ?? 0, KEPT_ATTEMPTS) - KEPT_DETAILS - 1;
  if (old >= 0) {
    const $unset = {
      [`attempts.${old}.response`]: '' as const,
      [`attempts.${old}.requestHeaders`]: '' as const,
    };
    operations.push({
      updateOne: { filter: { _id, 'attempts.number': attempt?.number }, update: { $unset } },
    });
  }
  return operations;
}
