import type { Explanation, MissingDelivery, SnapshotSubscription, TopicSnapshot } from '@anika/contracts';
import { grantOf, matches } from '@anika/webhooks';
import { subjectFor } from '../messages/subject-for';
import type { DeliveryDocument, MessageDocument } from '../mongo/documents';

type Delivered = Pick<DeliveryDocument, 'subscriptionId' | 'partnerId'>;

/** The version at which a partner's right to the topic began; undefined without one. The owner always had it. */
export function beginningOf(snapshot: TopicSnapshot, partnerId: string): number | undefined {
  if (partnerId === snapshot.ownerId) return 0;
  return grantOf(snapshot, partnerId)?.sinceVersion;
}

/**
 * What the reader may know of those that the message has no delivery to: its own subscriptions one by one; for the publisher also
 * every other partner, without its subscriptions.
 */
export function explainMissing(
  snapshot: TopicSnapshot,
  message: MessageDocument,
  delivered: readonly Delivered[],
  readerId: string,
): MissingDelivery[] {
  const own = ofReader(snapshot, message, delivered, readerId);
  if (readerId !== snapshot.ownerId) return own;
  const reached = new Set(delivered.map(({ partnerId }) => partnerId));
  const subscribers = snapshot.subscriptions.map(({ partnerId }) => partnerId);
  const known = new Set([...snapshot.grants.map(({ partnerId }) => partnerId), ...subscribers]);
  known.delete(readerId);
  const others = [...known].filter((partnerId) => !reached.has(partnerId)).toSorted();
  return [
    ...own,
    ...others.map((partnerId) => ({ partnerId, explanation: ofPartner(snapshot, message, partnerId) })),
  ];
}

function ofReader(
  snapshot: TopicSnapshot,
  message: MessageDocument,
  delivered: readonly Delivered[],
  partnerId: string,
): MissingDelivery[] {
  const reached = new Set(delivered.map(({ subscriptionId }) => subscriptionId));
  const own = snapshot.subscriptions.filter((subscription) => subscription.partnerId === partnerId);
  if (own.length === 0 && partnerId !== snapshot.ownerId) {
    const hasAny = delivered.some((delivery) => delivery.partnerId === partnerId);
    return hasAny ? [] : [{ partnerId, explanation: NO_SUBSCRIPTION }];
  }
  return own
    .filter(({ id }) => !reached.has(id))
    .map((subscription) => ({
      partnerId,
      subscriptionId: subscription.id,
      explanation: ofSubscription(snapshot, message, subscription),
    }));
}

/** Of several subscriptions the oldest tells most: the others began later. */
function ofPartner(snapshot: TopicSnapshot, message: MessageDocument, partnerId: string): Explanation {
  const [oldest] = snapshot.subscriptions
    .filter((subscription) => subscription.partnerId === partnerId)
    .toSorted((a, b) => a.sinceVersion - b.sinceVersion);
  return oldest ? ofSubscription(snapshot, message, oldest) : NO_SUBSCRIPTION;
}

const NO_SUBSCRIPTION: Explanation = {
  code: 'no_subscription',
  text: 'There is a grant for the topic but no subscription.',
};

/** Judged once, when the message was fanned out; what is known is the filter of today. */
const FILTERED: Explanation = {
  code: 'filter_mismatch',
  text: 'The filter of the subscription, as it is today, does not match the message.',
};

function ofSubscription(
  snapshot: TopicSnapshot,
  message: MessageDocument,
  { partnerId, sinceVersion, filter }: SnapshotSubscription,
): Explanation {
  const granted = beginningOf(snapshot, partnerId);
  if (granted === undefined)
    return { code: 'no_grant', text: 'There is a subscription but no grant for the topic any more.' };
  if (Math.max(granted, sinceVersion) > message.topicVersion) {
    const what = granted > message.topicVersion ? 'grant' : 'subscription';
    return { code: 'subscribed_later', text: `The ${what} began after the message was published.` };
  }
  if (message.erased !== undefined)
    return { code: 'erased', text: 'The message was erased before it could be delivered.' };
  if (message.open)
    return {
      code: 'not_fanned_out_yet',
      text: 'The message is accepted and kept. Its deliveries begin shortly.',
    };
  return filter && !matches(filter, subjectFor(snapshot, message, partnerId))
    ? FILTERED
    : { code: 'not_recorded', text: 'There is no record of a delivery.' };
}
