import type { Explanation, TopicSnapshot } from '@anika/contracts';
import type { DeliveryDocument } from '../mongo/documents';
import { beginningOf } from './explain-missing';

const HELD: Readonly<Record<string, string>> = {
  paused: 'The subscription is paused. The delivery goes out when it is resumed.',
  disabled: 'The subscription is disabled. The delivery goes out when it is resumed.',
  suspended: 'The subscriber is suspended. The delivery goes out when that ends.',
  retry_after: 'The endpoint asked to be left alone for a while. The delivery goes out afterwards.',
  circuit_open: 'The endpoint failed again and again. The delivery goes out when a single attempt succeeds.',
  busy: 'The endpoint, or ANIKA itself, has as many requests under way as it can take. The delivery goes out when there is room.',
  rate_limited: 'The rate limit of the subscription is reached. The delivery goes out when there is room.',
  replay:
    'The delivery is queued again. It goes out in its turn; while the endpoint keeps failing, only single ones go out.',
};
const DISCARDED: Readonly<Record<string, string>> = {
  access_revoked: "The subscriber's grant was revoked before the message arrived.",
  subscription_deleted: 'The subscription was deleted before the message arrived.',
  topic_deleted: 'The topic was deleted before the message arrived.',
  erased: 'The message was erased before it could be delivered.',
  expired: 'The message reached the end of its retention before it could be delivered.',
};
const ERASED_SINCE = ' The message was erased since.';
const GONE = 'will not be sent: the delivery is discarded when it is next looked at.';

export interface Circumstances {
  readonly snapshot: TopicSnapshot;
  /** Until when what is held for the subscription is held, if that is known. */
  readonly heldUntil?: Date;
  /** What endpoints answer is not told to the publisher. */
  readonly tellsErrors: boolean;
}

/** Why a delivery is where it is, and what happens next. */
export function explainDelivery(delivery: DeliveryDocument, circumstances: Circumstances): Explanation {
  const { state, reason = '', dueAt, attempts, erased } = delivery;
  const last = attempts.at(-1);
  switch (state) {
    case 'delivered':
      return {
        code: 'delivered',
        text: `${last ? `Attempt ${last.number} delivered it at ${last.at}.` : 'It was delivered.'}${erased ? ERASED_SINCE : ''}`,
      };
    case 'dead':
      return { code: 'dead', text: deadText(delivery, circumstances) };
    case 'discarded':
      return {
        code: reason === 'erased' ? 'erased' : 'discarded',
        text: DISCARDED[reason] ?? `It was discarded: ${reason}.`,
      };
    case 'pending':
      return { code: 'in_progress', text: `Attempt ${(last?.number ?? 0) + 1} is under way.` };
    case 'retrying':
      return gone(delivery, circumstances) ?? waiting(delivery, circumstances, dueAt);
    case 'held':
      return gone(delivery, circumstances) ?? held(delivery, circumstances);
  }
}

/** What waits for a subscription or grant that is no longer there. */
function gone(
  { subscriptionId, partnerId }: DeliveryDocument,
  { snapshot }: Circumstances,
): Explanation | undefined {
  if (!snapshot.subscriptions.some(({ id }) => id === subscriptionId))
    return { code: 'no_grant', text: `The subscription was deleted, so it ${GONE}` };
  if (beginningOf(snapshot, partnerId) === undefined)
    return { code: 'no_grant', text: `The subscriber's grant was revoked, so it ${GONE}` };
  return undefined;
}

function waiting(
  delivery: DeliveryDocument,
  circumstances: Circumstances,
  dueAt: Date | undefined,
): Explanation {
  const until = dueAt?.toISOString();
  const next = until === undefined ? 'There will be another.' : `The next is due at ${until}.`;
  return {
    code: 'waiting',
    text: `${failureText(delivery, circumstances)} ${next}`,
    ...(until && { until }),
  };
}

function held({ reason = '', redelivery }: DeliveryDocument, { heldUntil }: Circumstances): Explanation {
  const until = heldUntil && heldUntil.getTime() > Date.now() ? heldUntil.toISOString() : undefined;
  const before = redelivery ? 'It was delivered before and is to be sent again. ' : '';
  return {
    code: 'held',
    text: `${before}${HELD[reason] ?? `It is held: ${reason}.`}`,
    ...(until && { until }),
  };
}

function deadText(delivery: DeliveryDocument, circumstances: Circumstances): string {
  if (delivery.reason === 'blocked_address')
    return 'The endpoint is at an address that may not be called, so it is not tried again.';
  return `${failureText(delivery, circumstances)} It was the last: no more attempts follow by themselves.`;
}

function failureText({ attempts }: DeliveryDocument, { tellsErrors }: Circumstances): string {
  const last = attempts.at(-1);
  if (!last) return 'The attempt failed.';
  const message = tellsErrors ? (last.errorMessage ?? last.error) : undefined;
  return message === undefined
    ? `Attempt ${last.number} failed.`
    : `Attempt ${last.number} failed: ${message.endsWith('.') ? message : `${message}.`}`;
}
