import type { Schemas } from '../api/client';
import type { UrlParams } from './url-params';

interface Stop {
  readonly code: Schemas['Explanation']['code'];
  readonly reason?: string;
  readonly topicId?: string;
  /** Both only of one's own. */
  readonly deliveryId?: string;
  readonly subscriptionId?: string;
}

export type Mend =
  | { readonly kind: 'resume' | 'redeliver'; readonly id: string }
  | {
      readonly kind: 'subscribe' | 'replay' | 'filter' | 'endpoint';
      readonly to: string;
      readonly search: UrlParams;
    };

/** What mends the place where a message stopped; undefined where the reader can do nothing, or nothing is wrong. */
export function mendOf({ code, reason, topicId, deliveryId, subscriptionId }: Stop): Mend | undefined {
  if (code === 'held' && (reason === 'paused' || reason === 'disabled'))
    return subscriptionId ? { kind: 'resume', id: subscriptionId } : undefined;
  if (code === 'held' && reason === 'circuit_open' && subscriptionId)
    return { kind: 'endpoint', to: `/subscriptions/${subscriptionId}/settings`, search: {} };
  if (code === 'dead' || code === 'waiting')
    return deliveryId ? { kind: 'redeliver', id: deliveryId } : undefined;
  if (code === 'filter_mismatch' && subscriptionId)
    return { kind: 'filter', to: `/subscriptions/${subscriptionId}/filter`, search: {} };
  if ((code === 'subscribed_later' || code === 'not_recorded') && subscriptionId)
    return { kind: 'replay', to: '/replays/new', search: { subscription: subscriptionId, only: 'missing' } };
  if (code === 'no_subscription' && topicId)
    return { kind: 'subscribe', to: '/subscriptions', search: { new: topicId } };
  return undefined;
}
