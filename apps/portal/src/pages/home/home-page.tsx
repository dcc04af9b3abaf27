import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { lazyRouteComponent as lazy, Navigate } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { overviewQuery, requestCountsQuery } from '../../api/overview';
import { topicsQuery } from '../../api/topics';
import { useCan } from '../../session/session';
import { After } from '../../ui/after';
import { SkeletonRows } from '../../ui/late';
import { PageHeader } from '../../ui/page-header';
import { Attention } from './attention';
import classes from './home.module.css';
import { SubscriptionList } from './subscription-list';
import { TopicList } from './topic-list';

// Most people have done them.
const FirstSteps = lazy(() => import('./first-steps'), 'FirstSteps');

/** Operators see how the platform is doing; companies what needs attention first, then what the company shares and receives. */
export const HomePage = () =>
  useCan('topics:read') ? <Overview /> : <Navigate to="/operator/status" replace />;

function Overview() {
  const { t } = useTranslation('home');
  const overview = useQuery(overviewQuery);
  const requests = useQuery(requestCountsQuery);
  const topics = useInfiniteQuery(topicsQuery('owned'));
  return (
    <>
      <PageHeader title={t('title')} />
      <Suspense>
        <After
          ready={!overview.isPending && !requests.isPending && !topics.isPending}
          meanwhile={<SkeletonRows height={44} />}
        >
          <FirstSteps />
          <Attention />
          <div className={classes.columns}>
            <TopicList />
            <SubscriptionList />
          </div>
        </After>
      </Suspense>
    </>
  );
}
