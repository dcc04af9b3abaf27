import { queryOptions } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from './client';
import { pagesOf } from './pages';

export type Delivery = Schemas['Delivery'];
export type Attempt = Schemas['Attempt'];

export interface DeliveryFilter {
  readonly subscriptionId?: string;
  readonly topicId?: string;
  readonly state?: Delivery['state'];
  readonly statusCode?: number;
  /** The class of the last attempt's error. */
  readonly error?: string;
  readonly from?: string;
  readonly to?: string;
}

export const readDeliveries =
  (filter: DeliveryFilter) => (page: { readonly limit: number; readonly cursor?: string }) =>
    answerOf(api.GET('/api/v1/deliveries', { params: { query: { ...filter, ...page } } }));

export const deliveriesQuery = (filter: DeliveryFilter) =>
  pagesOf(['deliveries', 'list', filter], readDeliveries(filter));

/** When something that is expected is looked at again. */
const SOON_MS = 400;
const LATER_MS = 3000;
/** A replay may take hours until it comes to this one. */
export const SOON_TIMES = 25;

export const deliveryQuery = (deliveryId: string) =>
  queryOptions({
    queryKey: ['deliveries', 'one', deliveryId],
    queryFn: () => answerOf(api.GET('/api/v1/deliveries/{deliveryId}', { params: { path: { deliveryId } } })),
    // While something is going to happen, it is looked at again.
    refetchInterval: ({ state: { data, dataUpdateCount } }) =>
      data && isUnderWay(data) && dataUpdateCount < SOON_TIMES
        ? SOON_MS
        : isOpen(data?.state)
          ? LATER_MS
          : false,
  });

/** An attempt is about to end, or to begin because somebody asked for it. */
export const isUnderWay = ({ state, reason }: Pick<Delivery, 'state' | 'reason'>) =>
  state === 'pending' || reason === 'replay';

export const redeliver = (deliveryId: string) =>
  answerOf(api.POST('/api/v1/deliveries/{deliveryId}/redeliver', { params: { path: { deliveryId } } }));

const isOpen = (state: Delivery['state'] | undefined) =>
  state === 'pending' || state === 'retrying' || state === 'held';

export const DELIVERY_STATES = [
  'delivered',
  'retrying',
  'held',
  'dead',
  'pending',
  'discarded',
] as const satisfies readonly Delivery['state'][];
