import type { DeliveryState, TopicSnapshot } from '@anika/contracts';
import type { DeliveryDocument } from '../mongo/documents';
import { type Circumstances, explainDelivery } from './explain-delivery';

const at = '2026-11-23T20:00:00.000Z';
const later = '2999-01-01T00:00:00.000Z';
const snapshot = {
  ownerId: 'owner',
  grants: [{ partnerId: 'bank', sinceVersion: 1, partnerStatus: 'active' }],
  subscriptions: [{ id: 'sub', partnerId: 'bank', sinceVersion: 1 }],
} as unknown as TopicSnapshot;

const delivery = (state: DeliveryState, more: Partial<DeliveryDocument> = {}) =>
  ({ subscriptionId: 'sub', partnerId: 'bank', state, attempts: [], ...more }) as unknown as DeliveryDocument;
const failed = {
  attempts: [{ number: 2, at, durationMs: 1, error: 'status-5xx', errorMessage: 'The endpoint said 503.' }],
};
const explain = (document: DeliveryDocument, more: Partial<Circumstances> = {}) =>
  explainDelivery(document, { snapshot, tellsErrors: true, ...more });

describe('explainDelivery', () => {
  it.each([
    [
      delivery('delivered', { attempts: [{ number: 1, at, durationMs: 1 }] }),
      'delivered',
      `Attempt 1 delivered it at ${at}.`,
    ],
    [
      delivery('delivered', { attempts: [{ number: 1, at, durationMs: 1 }], erased: true }),
      'delivered',
      `Attempt 1 delivered it at ${at}. The message was erased since.`,
    ],
    [
      delivery('discarded', { reason: 'erased' }),
      'erased',
      'The message was erased before it could be delivered.',
    ],
    [delivery('pending', failed), 'in_progress', 'Attempt 3 is under way.'],
    [
      delivery('retrying', { ...failed, dueAt: new Date(later) }),
      'waiting',
      `Attempt 2 failed: The endpoint said 503. The next is due at ${later}.`,
    ],
    [
      delivery('dead', { ...failed, reason: 'attempts_exhausted' }),
      'dead',
      'Attempt 2 failed: The endpoint said 503. It was the last: no more attempts follow by themselves.',
    ],
    [
      delivery('dead', { ...failed, reason: 'blocked_address' }),
      'dead',
      'The endpoint is at an address that may not be called, so it is not tried again.',
    ],
    [
      delivery('held', { reason: 'paused' }),
      'held',
      'The subscription is paused. The delivery goes out when it is resumed.',
    ],
    [delivery('held', { reason: 'something new' }), 'held', 'It is held: something new.'],
    [
      delivery('discarded', { reason: 'access_revoked' }),
      'discarded',
      "The subscriber's grant was revoked before the message arrived.",
    ],
  ])('explains %#', (document, code, text) => {
    expect(explain(document)).toMatchObject({ code, text });
  });

  it('says until when it waits, if that is not over', () => {
    expect(explain(delivery('retrying', { ...failed, dueAt: new Date(later) })).until).toBe(later);
    const held = delivery('held', { reason: 'retry_after' });
    expect(explain(held, { heldUntil: new Date(later) }).until).toBe(later);
    expect(explain(held, { heldUntil: new Date(at) }).until).toBeUndefined();
  });

  it('tells the publisher nothing of what went wrong at the endpoint', () => {
    const { text } = explain(delivery('dead', failed), { tellsErrors: false });
    expect(text).toBe('Attempt 2 failed. It was the last: no more attempts follow by themselves.');
  });

  it('says what waits in vain', () => {
    const noGrants = { snapshot: { ...snapshot, grants: [] } };
    expect(explain(delivery('retrying', failed), noGrants).code).toBe('no_grant');
    expect(explain(delivery('held'), { snapshot: { ...snapshot, subscriptions: [] } }).code).toBe('no_grant');
    expect(explain(delivery('dead', failed), noGrants).code).toBe('dead');
  });
});
