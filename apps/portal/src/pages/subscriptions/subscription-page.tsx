import { useQuery } from '@tanstack/react-query';
import { Outlet, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { subscriptionQuery } from '../../api/subscriptions';
import { topicQuery } from '../../api/topics';
import { ErrorState } from '../../ui/error-state';
import { Id } from '../../ui/id';
import { SkeletonRows } from '../../ui/late';
import { LinkTabs } from '../../ui/link-tabs';
import { PageHeader } from '../../ui/page-header';
import { StatusBadge } from '../../ui/status-badge';
import { HealthNote } from './health-note';
import { InboxNote } from './inbox-note';
import { SubscriptionActions } from './subscription-actions';
import { useSubscriptionState } from './use-subscription-state';

const LOOK_AGAIN_MS = 30_000;
/** Who mends an endpoint waits for it to be called healthy. */
const FAILING_MS = 3000;
const TABS = ['deliveries', 'filter', 'settings'] as const;

export function SubscriptionPage() {
  const { t } = useTranslation('subscriptions');
  const { subscriptionId } = useParams({ from: '/shell/subscriptions/$subscriptionId' });
  const {
    data: subscription,
    error,
    refetch,
  } = useQuery({
    ...subscriptionQuery(subscriptionId),
    refetchInterval: ({ state: { data } }) => (data?.health.state === 'failing' ? FAILING_MS : LOOK_AGAIN_MS),
  });
  const stateOf = useSubscriptionState();
  const { data: topic, isLoading: isTitleComing } = useQuery({
    ...topicQuery(subscription?.topicId ?? ''),
    enabled: subscription !== undefined,
  });
  if (error && !subscription) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!subscription || isTitleComing) return <SkeletonRows />;
  return (
    <>
      <PageHeader
        title={topic?.title ?? t('title')}
        about={subscription.url}
        aside={
          <>
            <StatusBadge state={stateOf(subscription)} />
            <Id id={subscriptionId} />
          </>
        }
        actions={<SubscriptionActions subscription={subscription} />}
      />
      <HealthNote subscription={subscription} />
      <InboxNote url={subscription.url} />
      <LinkTabs
        label={t('title')}
        tabs={TABS.map((tab) => ({ label: t(`tab.${tab}`), to: `/subscriptions/${subscriptionId}/${tab}` }))}
      />
      <Outlet />
    </>
  );
}
