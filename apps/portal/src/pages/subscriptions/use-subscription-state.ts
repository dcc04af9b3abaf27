import { useQuery } from '@tanstack/react-query';
import { overviewQuery } from '../../api/overview';
import type { Subscription } from '../../api/subscriptions';

type Known = Pick<Subscription, 'id' | 'status' | 'health'>;

/** How a subscription is doing: one whose last attempt failed is not called healthy, although it is not failing yet. */
export function useSubscriptionState() {
  const { data: overview } = useQuery(overviewQuery);
  // The version before this one does not tell.
  const unsteady = new Set(overview?.unsteady?.map(({ subscriptionId }) => subscriptionId));
  return ({ id, status, health }: Known) => {
    if (status !== 'active') return status;
    return health.state === 'healthy' && unsteady.has(id) ? 'unsteady' : health.state;
  };
}
