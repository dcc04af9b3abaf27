import type { Overview } from '../api/overview';

/** Something that somebody has to look at, and its page. Worst first. */
export type AttentionItem =
  | {
      readonly kind: 'disabled' | 'failing';
      readonly id: string;
      readonly to: string;
      readonly topic: string | null;
      readonly topicId: string;
      readonly since: string;
    }
  | {
      readonly kind: 'dead';
      readonly id: string;
      readonly to: string;
      readonly topicId: string;
      readonly count: number;
      readonly hasMore: boolean;
    }
  | { readonly kind: 'requests'; readonly id: string; readonly to: string; readonly count: number };

/** @example attentionOf(overview, 2).map(({ kind }) => kind) // ['disabled', 'dead', 'requests'] */
export function attentionOf(overview: Overview, requests: number): readonly AttentionItem[] {
  const troubled = overview.subscriptions.map(
    ({ id, topicId, topicTitle, status, health, updatedAt }) =>
      ({
        kind: status === 'disabled' ? 'disabled' : 'failing',
        id,
        to: `/subscriptions/${id}/settings`,
        topic: topicTitle,
        topicId,
        since: health.failingSince ?? updatedAt,
      }) as const,
  );
  const dead = overview.deadLetters.map(
    ({ subscriptionId, topicId, count, hasMore }) =>
      ({
        kind: 'dead',
        id: `dead.${subscriptionId}`,
        to: `/subscriptions/${subscriptionId}/deliveries?state=dead`,
        topicId,
        count,
        hasMore,
      }) as const,
  );
  return [
    ...troubled.filter(({ kind }) => kind === 'disabled'),
    ...troubled.filter(({ kind }) => kind === 'failing'),
    ...dead,
    ...(requests > 0
      ? [{ kind: 'requests', id: 'requests', to: '/access?tab=requests', count: requests } as const]
      : []),
  ];
}
