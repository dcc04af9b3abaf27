import type { TopicSnapshot } from '@anika/contracts';
import { type Filtered, grantOf, visibleData } from '@anika/webhooks';

/** What a partner's filter is held against: the message as that partner sees it. */
export function subjectFor(
  snapshot: Pick<TopicSnapshot, 'grants'>,
  { type, data }: { readonly type: string; readonly data: string },
  partnerId: string,
): Filtered {
  return { type, data: JSON.parse(visibleData(grantOf(snapshot, partnerId), data)) as unknown };
}
