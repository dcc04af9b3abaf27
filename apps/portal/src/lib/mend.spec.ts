import { mendOf } from './mend';

describe('What mends a stop', () => {
  const subscriptionId = 'sub_1';
  const deliveryId = 'dlv_1';

  it.each([
    [
      { code: 'held', reason: 'paused', subscriptionId },
      { kind: 'resume', id: 'sub_1' },
    ],
    [
      { code: 'held', reason: 'circuit_open', subscriptionId, deliveryId },
      { kind: 'endpoint', to: '/subscriptions/sub_1/settings', search: {} },
    ],
    [
      { code: 'dead', subscriptionId, deliveryId },
      { kind: 'redeliver', id: 'dlv_1' },
    ],
    [
      { code: 'waiting', deliveryId },
      { kind: 'redeliver', id: 'dlv_1' },
    ],
    [
      { code: 'filter_mismatch', subscriptionId },
      { kind: 'filter', to: '/subscriptions/sub_1/filter', search: {} },
    ],
    [
      { code: 'subscribed_later', subscriptionId },
      { kind: 'replay', to: '/replays/new', search: { subscription: 'sub_1', only: 'missing' } },
    ],
    [
      { code: 'no_subscription', topicId: 'top_1' },
      { kind: 'subscribe', to: '/subscriptions', search: { new: 'top_1' } },
    ],
  ] as const)('of %j', (stop, mend) => expect(mendOf(stop)).toEqual(mend));

  it.each([
    { code: 'delivered', subscriptionId, deliveryId },
    { code: 'held', reason: 'busy', subscriptionId, deliveryId },
    { code: 'dead' },
    { code: 'held', reason: 'paused' },
    { code: 'held', reason: 'circuit_open' },
    { code: 'no_grant', subscriptionId },
  ] as const)('nothing of %j', (stop) => expect(mendOf(stop)).toBeUndefined());
});
