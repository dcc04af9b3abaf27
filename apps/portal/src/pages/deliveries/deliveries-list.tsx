import { useInfiniteQuery } from '@tanstack/react-query';
import { lazyRouteComponent as lazy } from '@tanstack/react-router';
import { Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deliveriesQuery, type Delivery, DELIVERY_STATES, readDeliveries } from '../../api/deliveries';
import { DataTable } from '../../ui/data-table';
import { EmptyState, NothingFound } from '../../ui/empty-state';
import { ExportMenu } from '../../ui/export-menu';
import { FilterBar, SelectFilter, TextFilter, useFilters } from '../../ui/filter-bar';
import { LiveBar } from '../../ui/live/live-bar';
import { useLiveRows } from '../../ui/live/use-live-rows';
import { watchByTime } from '../../ui/live/watch';
import { RANGE, RangeFilter, useRange } from '../../ui/range-filter';
import { usePreload } from '../../ui/use-preload';
import { useUrlState } from '../../ui/use-url-state';
import { ERROR_CLASSES } from './attempt-error';
import { useDeliveryColumns } from './delivery-columns';

const RowDrawer = lazy(() => import('../../ui/row-drawer'), 'RowDrawer');
const DeliveryDetail = lazy(() => import('./delivery-detail'), 'DeliveryDetail');

const SubscriptionSelect = lazy(() => import('../../ui/subscription-select'), 'SubscriptionSelect');

const FILTERS = ['state', 'error', 'status', ...RANGE, 'subscription'];

/** Deliveries by the filters in the address, newest first: of one subscription, or of all own ones. */
export function DeliveriesList({ subscriptionId }: { readonly subscriptionId?: string }) {
  const { t } = useTranslation('deliveries');
  const { t: common } = useTranslation();
  const [{ subscription, open }, setUrl] = useUrlState();
  const { isFiltered, reset } = useFilters(FILTERS);
  const filter = useDeliveryFilter(subscriptionId);
  const options = deliveriesQuery(filter);
  const query = useInfiniteQuery(options);
  const [isLive, setLive] = useState(false);
  const read = useMemo(() => readDeliveries(filter), [filter]);
  // An empty list says that the first one will appear, and what is under way ends in a moment.
  const isMoving =
    query.data?.length === 0 ? !isFiltered : query.data?.some(({ state }) => state === 'pending');
  const live = useLiveRows<Delivery>({
    on: isLive || isMoving === true,
    queryKey: options.queryKey,
    read,
    watch: watchByTime,
  });
  const ids = useMemo(() => query.data?.map(({ id }) => id) ?? [], [query.data]);
  const openRow = (id: string | undefined) => setUrl({ open: id }, open !== undefined && id !== undefined);
  const columns = useDeliveryColumns(subscriptionId === undefined);
  usePreload(DeliveryDetail);
  return (
    <>
      <FilterBar
        names={FILTERS}
        aside={<ExportMenu name={`deliveries-${subscriptionId ?? 'all'}`} read={read} columns={EXPORTED} />}
      >
        <SelectFilter
          name="state"
          label={t('filter.state')}
          none={t('filter.all')}
          options={DELIVERY_STATES.map((value) => ({ value, label: common(`state.${value}`) }))}
        />
        <SelectFilter
          name="error"
          label={t('filter.error')}
          none={t('filter.anyError')}
          options={ERROR_CLASSES.map((value) => ({ value, label: t(`error.${value}.title`) }))}
        />
        <TextFilter name="status" label={t('filter.status')} placeholder="503" w={100} />
        <RangeFilter />
        {subscriptionId === undefined && (
          <SubscriptionSelect
            label={t('field.subscription')}
            placeholder={t('filter.all')}
            nothingFound={common('list.nothingFound')}
            clearable
            w={200}
            value={subscription}
            onChange={(chosen) => setUrl({ subscription: chosen })}
          />
        )}
      </FilterBar>
      <LiveBar on={isLive} onChange={setLive} live={isLive ? live : { ...live, count: 0 }} />
      <DataTable
        label={t('list')}
        query={query}
        columns={columns}
        rowId={({ id }) => id}
        rowTo={({ id }) => `/deliveries/${id}`}
        onOpen={({ id }) => openRow(id)}
        openId={open}
        empty={
          isFiltered ? (
            <NothingFound onReset={reset} />
          ) : (
            <EmptyState title={t('empty')} text={t('emptyHelp')} />
          )
        }
      />
      <Suspense>
        <RowDrawer title={t('title')} openId={open} to={`/deliveries/${open}`} ids={ids} onOpen={openRow}>
          {open && <DeliveryDetail deliveryId={open} />}
        </RowDrawer>
      </Suspense>
    </>
  );
}

/** What the address asks for. */
function useDeliveryFilter(own: string | undefined) {
  const [{ state, error, status, subscription }] = useUrlState();
  const range = useRange();
  return useMemo(
    () => ({
      subscriptionId: own ?? subscription,
      state: DELIVERY_STATES.find((known) => known === state),
      error,
      statusCode: status !== undefined && /^\d{3}$/.test(status) ? Number(status) : undefined,
      ...range,
    }),
    [own, subscription, state, error, status, range],
  );
}

const EXPORTED = {
  id: ({ id }: Delivery) => id,
  messageId: ({ messageId }: Delivery) => messageId,
  topicId: ({ topicId }: Delivery) => topicId,
  subscriptionId: ({ subscriptionId }: Delivery) => subscriptionId,
  state: ({ state }: Delivery) => state,
  reason: ({ reason }: Delivery) => reason ?? '',
  attempts: ({ attempts }: Delivery) => String(attempts.length),
  lastAttemptAt: ({ attempts }: Delivery) => attempts.at(-1)?.at ?? '',
  statusCode: ({ attempts }: Delivery) => String(attempts.at(-1)?.statusCode ?? ''),
  error: ({ attempts }: Delivery) => attempts.at(-1)?.error ?? '',
};
