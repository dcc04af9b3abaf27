import { lazyRouteComponent as lazy, useParams } from '@tanstack/react-router';
import { Suspense } from 'react';
import { DeliveriesList } from '../deliveries/deliveries-list';
import classes from './delivery-charts.module.css';

const DeliveryCharts = lazy(() => import('./delivery-charts'), 'DeliveryCharts');
/** As high as the charts are, so that nothing moves when they come. */
/** What became of a subscription's deliveries: as charts, then one by one. */
export function DeliveriesTab() {
  const { subscriptionId } = useParams({ from: '/shell/subscriptions/$subscriptionId' });
  return (
    <>
      <Suspense fallback={<div className={classes.place} />}>
        <DeliveryCharts subscriptionId={subscriptionId} />
      </Suspense>
      <DeliveriesList subscriptionId={subscriptionId} />
    </>
  );
}
