import type { SnapshotSubscription, TopicSnapshot } from '@anika/contracts';
import { standingOf, targetsOf } from './standing';

const subscription = (
  id: string,
  partnerId: string,
  more: Partial<SnapshotSubscription> = {},
): SnapshotSubscription => ({
  id,
  partnerId,
  sinceVersion: 3,
  status: 'active',
  url: 'https://api.example/hook',
  secrets: [],
  sealedHeaders: null,
  retrySchedule: null,
  ...more,
});

const snapshot = (more: Partial<TopicSnapshot> = {}): TopicSnapshot => ({
  topicId: 'top',
  version: 9,
  name: 'car-choice',
  state: 'active',
  ownerId: 'dealer',
  ownerStatus: 'active',
  grants: [{ partnerId: 'bank', partnerStatus: 'active', sinceVersion: 2 }],
  subscriptions: [subscription('sub-bank', 'bank'), subscription('sub-dealer', 'dealer')],
  ...more,
});

describe('targetsOf', () => {
  const ids = (topic: TopicSnapshot, version: number) => targetsOf(topic, version).map(({ id }) => id);

  it('takes the subscriptions of granted partners and of the owner', () => {
    expect(ids(snapshot(), 5)).toEqual(['sub-bank', 'sub-dealer']);
    expect(ids(snapshot({ grants: [] }), 5)).toEqual(['sub-dealer']);
  });

  it('leaves out what began after the message was published', () => {
    expect(ids(snapshot(), 2)).toEqual([]);
    expect(ids(snapshot(), 3)).toEqual(['sub-bank', 'sub-dealer']);
    const renewed = snapshot({ grants: [{ partnerId: 'bank', partnerStatus: 'active', sinceVersion: 7 }] });
    expect(ids(renewed, 6)).toEqual(['sub-dealer']);
    expect(ids(renewed, 7)).toEqual(['sub-bank', 'sub-dealer']);
  });

  it('has none in a topic that is being deleted', () => {
    expect(ids(snapshot({ state: 'deleting' }), 5)).toEqual([]);
  });
});

describe('standingOf', () => {
  const of = (topic: TopicSnapshot) => standingOf(topic, 'sub-bank', 'bank');

  it('sends when nothing is in the way', () => {
    expect(of(snapshot())).toMatchObject({ verdict: 'send', subscription: { id: 'sub-bank' } });
  });

  it.each([
    ['a deleted topic', snapshot({ state: 'deleting' }), 'topic_deleted'],
    ['a deleted subscription', snapshot({ subscriptions: [] }), 'subscription_deleted'],
    ['a revoked grant', snapshot({ grants: [] }), 'access_revoked'],
  ])('discards for %s', (_name, topic, reason) => {
    expect(of(topic)).toEqual({ verdict: 'discard', result: { state: 'discarded', reason } });
  });

  it.each([
    ['suspended', snapshot({ grants: [{ partnerId: 'bank', partnerStatus: 'suspended', sinceVersion: 2 }] })],
    ['paused', snapshot({ subscriptions: [subscription('sub-bank', 'bank', { status: 'paused' })] })],
    ['disabled', snapshot({ subscriptions: [subscription('sub-bank', 'bank', { status: 'disabled' })] })],
  ])('holds while %s', (reason, topic) => {
    expect(of(topic)).toEqual({ verdict: 'hold', result: { state: 'held', reason } });
  });
});
