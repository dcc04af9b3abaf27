import { lazyRouteComponent as lazy, useParams } from '@tanstack/react-router';
import { Suspense } from 'react';
import { DeliveriesList } from '../deliveries/deliveries-list';

const DeliveryCharts = lazy(() => import('./delivery-charts'), 'DeliveryCharts');
/** As high as the charts are, so that nothing moves when they come. */
const Place = () => <div style={{ height: 224 }} />;

/** What became of a subscription's deliveries: as charts, then one by one. */
export function DeliveriesTab() {
  const { subscriptionId } = useParams({ from: '/shell/subscriptions/$subscriptionId' });
  return (
    <>
      <Suspense fallback={<Place />}>
        <DeliveryCharts subscriptionId={subscriptionId} />
      </Suspense>
      <DeliveriesList subscriptionId={subscriptionId} />
    </>
  );
}
