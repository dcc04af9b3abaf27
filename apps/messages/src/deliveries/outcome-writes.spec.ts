import { deliveryId, newId, type Outcome } from '@anika/contracts';
import { beginsDelivery, newDelivery, updatesOf } from './outcome-writes';

const [messageId, subscriptionId] = [newId('message'), newId('subscription')];
const at = '2026-11-23T20:00:00.000Z';
const later = '2026-11-23T20:00:05.000Z';

const outcome = (result: Outcome['result'], number = 1): Outcome => ({
  deliveryId: deliveryId(messageId, subscriptionId),
  topicId: newId('topic'),
  partnerId: newId('partner'),
  publisherId: newId('partner'),
  generation: 0,
  attemptsUsed: number,
  result,
  attempt: { number, at, durationMs: 3, statusCode: 500, error: 'status-5xx', response: 'oops' },
});
const operations = (from: Outcome) =>
  updatesOf(from, 'call').map((operation) => ('updateOne' in operation ? operation.updateOne : undefined));

describe('newDelivery', () => {
  it.each([
    [
      { state: 'pending', dueAt: later },
      { state: 'pending', dueAt: new Date(later) },
    ],
    [
      { state: 'retrying', dueAt: later },
      { state: 'retrying', dueAt: new Date(later) },
    ],
    [
      { state: 'held', reason: 'paused' },
      { state: 'held', reason: 'paused', parked: `h.${subscriptionId}` },
    ],
    [
      { state: 'dead', reason: 'attempts_exhausted' },
      { state: 'dead', reason: 'attempts_exhausted', parked: `d.${subscriptionId}` },
    ],
    [
      { state: 'discarded', reason: 'access_revoked' },
      { state: 'discarded', reason: 'access_revoked' },
    ],
    [{ state: 'delivered' }, { state: 'delivered' }],
  ] satisfies [Outcome['result'], object][])('stores %j', (result, expected) => {
    const { state, reason, dueAt, parked, ...ids } = newDelivery(outcome(result));
    expect({
      state,
      ...(reason && { reason }),
      ...(dueAt && { dueAt }),
      ...(parked && { parked }),
    }).toEqual(expected);
    expect(ids).toMatchObject({ messageId, subscriptionId, generation: 0, attemptsUsed: 1 });
  });

  it('keeps the answer of a failure, not of a success', () => {
    expect(newDelivery(outcome({ state: 'retrying', dueAt: later })).attempts[0]?.response).toBe('oops');
    expect(newDelivery(outcome({ state: 'delivered' })).attempts).toEqual([
      { number: 1, at, durationMs: 3, statusCode: 500, error: 'status-5xx' },
    ]);
  });
});

describe('updatesOf', () => {
  const pending = {
    _id: deliveryId(messageId, subscriptionId),
    state: 'pending',
    attemptsUsed: { $lte: 1 },
    'attempts.number': { $ne: 1 },
  };

  it('counts only while the delivery is pending in that generation and knows of no later attempt, and takes away what no longer holds', () => {
    const [update] = operations(outcome({ state: 'retrying', dueAt: later }));
    expect(update?.filter).toEqual({ ...pending, generation: 0 });
    expect(update?.update).toMatchObject({
      $set: { state: 'retrying', dueAt: new Date(later), attemptsUsed: 1, record: 'call' },
      $unset: { claim: '', reason: '', parked: '' },
    });
  });

  it.each([
    { state: 'retrying', dueAt: later },
    { state: 'dead', reason: 'attempts_exhausted' },
    { state: 'held', reason: 'disabled' },
    { state: 'discarded', reason: 'access_revoked' },
  ] satisfies Outcome['result'][])('leaves a redelivered one delivered after %j', (result) => {
    const [first, second] = operations({ ...outcome(result), generation: 1 });
    const filter = { ...pending, generation: 1 };
    expect(first?.filter).toEqual({ ...filter, redelivery: true });
    expect(first?.update).toMatchObject({ $set: { state: 'delivered' }, $unset: { redelivery: '' } });
    expect(second?.filter).toEqual(filter);
  });

  it('keeps a redelivery that was not attempted', () => {
    const held = outcome({ state: 'held', reason: 'paused' });
    const [update, ...others] = operations({ ...held, generation: 1, attempt: undefined });
    expect(others).toEqual([]);
    expect(update?.update).toMatchObject({ $set: { state: 'held' } });
    expect(update?.update).not.toHaveProperty('$unset.redelivery');
  });

  it.each([
    [3, undefined],
    [4, 0],
    [50, 46],
    // From here on the array holds the last 50 attempts only.
    [51, 46],
    [80, 46],
  ])('after attempt %d forgets request and answer at position %p', (number, position) => {
    const [, forget] = operations(outcome({ state: 'retrying', dueAt: later }, number));
    const names = ['response', 'requestHeaders'].map((name) => [`attempts.${position}.${name}`, '']);
    expect(forget?.update).toEqual(
      position === undefined ? undefined : { $unset: Object.fromEntries(names) },
    );
  });
});

describe('beginsDelivery', () => {
  it('is true for what fan-out tells, and false for later attempts', () => {
    expect(beginsDelivery(outcome({ state: 'delivered' }))).toBe(true);
    expect(beginsDelivery(outcome({ state: 'delivered' }, 2))).toBe(false);
    expect(beginsDelivery({ ...outcome({ state: 'delivered' }), generation: 1 })).toBe(false);
  });
});
