import type { Outcome, SnapshotSubscription, TopicSnapshot } from '@anika/contracts';
import { grantOf } from '@anika/webhooks';

type Held = Extract<Outcome['result'], { state: 'held' }>;
type Discarded = Extract<Outcome['result'], { state: 'discarded' }>;

/** How a subscription stands now: it may be sent to, must wait, or has no right any more. */
export type Standing =
  | { readonly verdict: 'send'; readonly subscription: SnapshotSubscription }
  | { readonly verdict: 'hold'; readonly result: Held }
  | { readonly verdict: 'discard'; readonly result: Discarded };

const hold = (reason: Held['reason']): Standing => ({ verdict: 'hold', result: { state: 'held', reason } });
const discard = (reason: Discarded['reason']): Standing => ({
  verdict: 'discard',
  result: { state: 'discarded', reason },
});

/** The right of a partner to a topic. The owner is always entitled, since before the first message. */
interface Right {
  readonly sinceVersion: number;
  readonly suspended: boolean;
}

function rightOf(snapshot: TopicSnapshot, partnerId: string): Right | undefined {
  if (partnerId === snapshot.ownerId)
    return { sinceVersion: 0, suspended: snapshot.ownerStatus === 'suspended' };
  const grant = grantOf(snapshot, partnerId);
  return grant && { sinceVersion: grant.sinceVersion, suspended: grant.partnerStatus === 'suspended' };
}

/**
 * Asked before every attempt: rights and states are those of now, not those of the time of publishing.
 *
 * @param topicVersion of the message, when it goes out by itself: a right that began later is none for it. An explicit replay has none.
 */
export function standingOf(
  snapshot: TopicSnapshot,
  subscriptionId: string,
  partnerId: string,
  topicVersion: number = Number.POSITIVE_INFINITY,
): Standing {
  if (snapshot.state === 'deleting') return discard('topic_deleted');
  const subscription = snapshot.subscriptions.find(({ id }) => id === subscriptionId);
  if (!subscription) return discard('subscription_deleted');
  const right = rightOf(snapshot, partnerId);
  if (!right || right.sinceVersion > topicVersion) return discard('access_revoked');
  if (right.suspended) return hold('suspended');
  if (subscription.status !== 'active') return hold(subscription.status);
  return { verdict: 'send', subscription };
}

/**
 * The subscriptions that a message goes to: those whose grant and subscription both began at or before the version that it was
 * published under. No clocks are compared.
 */
export function targetsOf(snapshot: TopicSnapshot, topicVersion: number): readonly SnapshotSubscription[] {
  if (snapshot.state === 'deleting') return [];
  return snapshot.subscriptions.filter(({ partnerId, sinceVersion }) => {
    const right = rightOf(snapshot, partnerId);
    return right !== undefined && Math.max(right.sinceVersion, sinceVersion) <= topicVersion;
  });
}
