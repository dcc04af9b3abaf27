import type { SnapshotSubscription, StoredMessage, TopicSnapshot } from '@anika/contracts';
import { type Filtered, grantOf, matches, visibleData } from '@anika/webhooks';

/** Those of the subscriptions whose filter the message matches, each as its partner sees it. `data` is parsed once a view. */
export function wanting(
  snapshot: TopicSnapshot,
  message: StoredMessage,
  subscriptions: readonly SnapshotSubscription[],
): readonly SnapshotSubscription[] {
  const subjects = new Map<string, Filtered>();
  const subjectFor = (partnerId: string): Filtered => {
    const text = visibleData(grantOf(snapshot, partnerId), message.data);
    const known = subjects.get(text);
    if (known) return known;
    const subject = { type: message.type, data: JSON.parse(text) as unknown };
    subjects.set(text, subject);
    return subject;
  };
  return subscriptions.filter(({ filter, partnerId }) => !filter || matches(filter, subjectFor(partnerId)));
}
