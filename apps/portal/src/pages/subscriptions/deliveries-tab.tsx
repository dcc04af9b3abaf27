import { useParams } from '@tanstack/react-router';
import { DeliveriesList } from '../deliveries/deliveries-list';
import { DeliveryCharts } from './delivery-charts';

/** What became of a subscription's deliveries: as charts, then one by one. */
export function DeliveriesTab() {
  const { subscriptionId } = useParams({ from: '/shell/subscriptions/$subscriptionId' });
  return (
    <>
      <DeliveryCharts subscriptionId={subscriptionId} />
      <DeliveriesList subscriptionId={subscriptionId} />
    </>
  );
}
