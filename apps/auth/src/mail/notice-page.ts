import type { NoticeFacts } from './mail';

/** The page of the portal that a notice leads to. @example noticePage({ kind: 'access', events: [] }) // '/developers/events' */
export function noticePage({ kind, events }: NoticeFacts): string {
  const ids = new Set(events.map(({ subscriptionId }) => subscriptionId));
  const [subscriptionId = null] = ids.size === 1 ? ids : [];
  const subscription = subscriptionId === null ? '' : `/subscriptions/${subscriptionId}`;
  switch (kind) {
    case 'subscription':
      return subscription ? `${subscription}/settings` : '/subscriptions';
    case 'delivery':
      return `${subscription}/deliveries?state=dead`;
    case 'access':
      // What became of access stands among the events; a topic that may not be read any more has no page.
      return events.some(({ type }) => type === 'access.requested')
        ? '/access?tab=requests'
        : '/developers/events';
  }
}
