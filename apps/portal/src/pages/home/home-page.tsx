import { lazyRouteComponent as lazy, Navigate } from '@tanstack/react-router';
import { Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../session/session';
import { After } from '../../ui/after';
import { PageHeader } from '../../ui/page-header';
import { Attention } from './attention';
import { SubscriptionList, TopicList } from './overview-lists';
import classes from './home.module.css';
import { useAttention } from './use-attention';

// Most people have done them.
const FirstSteps = lazy(() => import('./first-steps'), 'FirstSteps');

/** Operators see how the platform is doing; companies what needs attention first, then what the company shares and receives. */
export function HomePage() {
  const { t } = useTranslation('home');
  const { scopes } = useMe();
  const isKnown = useAttention() !== undefined;
  if (!scopes.includes('topics:read')) return <Navigate to="/operator/status" replace />;
  return (
    <>
      <PageHeader title={t('title')} />
      <Suspense>
        <FirstSteps />
      </Suspense>
      <Attention />
      <After ready={isKnown}>
        <div className={classes.columns}>
          <TopicList />
          <SubscriptionList />
        </div>
      </After>
    </>
  );
}
