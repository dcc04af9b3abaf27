import type { SnapshotSubscription, TopicSnapshot } from '@anika/contracts';
import type { MessageDocument } from '../mongo/documents';
import { explainMissing } from './explain-missing';

const subscription = (id: string, partnerId: string, sinceVersion: number) =>
  ({ id, partnerId, sinceVersion, url: `https://${id}.example/secret` }) as SnapshotSubscription;
const grantOf = (partnerId: string, sinceVersion: number) => ({
  partnerId,
  sinceVersion,
  partnerStatus: 'active' as const,
});

/** Published at version 5 by `owner`. */
const message = { _id: 'msg', topicVersion: 5 } as MessageDocument;
const snapshot = {
  version: 9,
  state: 'active',
  ownerId: 'owner',
  grants: [grantOf('bank', 2), grantOf('idle', 3), grantOf('late', 7)],
  subscriptions: [
    subscription('b1', 'bank', 3),
    subscription('b2', 'bank', 5),
    subscription('b3', 'bank', 6),
    subscription('l1', 'late', 4),
    subscription('r1', 'revoked', 4),
    subscription('o1', 'owner', 6),
  ],
} as unknown as TopicSnapshot;

const codes = (found: ReturnType<typeof explainMissing>) =>
  found.map(({ partnerId, subscriptionId, explanation }) => [subscriptionId ?? partnerId, explanation.code]);

describe('explainMissing', () => {
  it('tells a subscriber of each of its own subscriptions, and of no other', () => {
    expect(codes(explainMissing(snapshot, message, [], 'bank'))).toEqual([
      ['b1', 'not_recorded'],
      ['b2', 'not_recorded'],
      ['b3', 'subscribed_later'],
    ]);
    expect(codes(explainMissing(snapshot, { ...message, open: true }, [], 'bank'))).toEqual([
      ['b1', 'not_fanned_out_yet'],
      ['b2', 'not_fanned_out_yet'],
      ['b3', 'subscribed_later'],
    ]);
    expect(codes(explainMissing(snapshot, { ...message, erased: 'era' }, [], 'bank'))).toEqual([
      ['b1', 'erased'],
      ['b2', 'erased'],
      ['b3', 'subscribed_later'],
    ]);
    const delivered = [{ subscriptionId: 'b1', partnerId: 'bank' }];
    expect(codes(explainMissing(snapshot, message, delivered, 'bank')).map(([id]) => id)).toEqual([
      'b2',
      'b3',
    ]);
  });

  it('says whether the grant or the subscription came later', () => {
    const [late] = explainMissing(snapshot, message, [], 'late');
    expect(late?.explanation).toEqual({
      code: 'subscribed_later',
      text: 'The grant began after the message was published.',
    });
    expect(explainMissing(snapshot, message, [], 'bank')[2]?.explanation.text).toBe(
      'The subscription began after the message was published.',
    );
  });

  it('tells a granted partner without a subscription, unless a deleted one had the message', () => {
    expect(codes(explainMissing(snapshot, message, [], 'idle'))).toEqual([['idle', 'no_subscription']]);
    expect(explainMissing(snapshot, message, [{ subscriptionId: 'x', partnerId: 'idle' }], 'idle')).toEqual(
      [],
    );
  });

  it('tells the publisher of each partner once and of its own subscriptions, never of an endpoint', () => {
    const found = explainMissing(snapshot, message, [{ subscriptionId: 'b2', partnerId: 'bank' }], 'owner');
    expect(codes(found)).toEqual([
      ['o1', 'subscribed_later'],
      ['idle', 'no_subscription'],
      ['late', 'subscribed_later'],
      ['revoked', 'no_grant'],
    ]);
    expect(codes(explainMissing(snapshot, message, [], 'owner'))).toContainEqual(['bank', 'not_recorded']);
    expect(JSON.stringify(found)).not.toMatch(/example|l1|r1/);
  });
});
