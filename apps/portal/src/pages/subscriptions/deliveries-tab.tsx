import { useInfiniteQuery } from '@tanstack/react-query';
import { lazyRouteComponent as lazy, useParams } from '@tanstack/react-router';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { deliveriesQuery, type Delivery, DELIVERY_STATES, readDeliveries } from '../../api/deliveries';
import { DataTable } from '../../ui/data-table';
import { EmptyState, NothingFound } from '../../ui/empty-state';
import { ExportMenu } from '../../ui/export-menu';
import { FilterBar, SelectFilter, useFilters } from '../../ui/filter-bar';
import { RangeFilter, useRangeStart } from '../../ui/range-filter';
import { RowDrawer } from '../../ui/row-drawer';
import { useUrlState } from '../../ui/use-url-state';
import { useDeliveryColumns } from '../deliveries/delivery-columns';

const DeliveryDetail = lazy(() => import('../deliveries/delivery-detail'), 'DeliveryDetail');

const FILTERS = ['state', 'range'];

/** The deliveries of a subscription, newest first. */
export function DeliveriesTab() {
  const { t } = useTranslation('deliveries');
  const { t: common } = useTranslation();
  const { subscriptionId } = useParams({ from: '/shell/subscriptions/$subscriptionId' });
  const [{ state, open }, setUrl] = useUrlState();
  const { isFiltered, reset } = useFilters(FILTERS);
  const from = useRangeStart();
  const filter = useMemo(
    () => ({
      subscriptionId,
      state: DELIVERY_STATES.find((known) => known === state),
      from,
    }),
    [subscriptionId, state, from],
  );
  const query = useInfiniteQuery(deliveriesQuery(filter));
  const ids = useMemo(() => query.data?.map(({ id }) => id) ?? [], [query.data]);
  const openRow = (id: string | undefined) => setUrl({ open: id }, open !== undefined && id !== undefined);
  const columns = useDeliveryColumns();
  return (
    <>
      <FilterBar
        names={FILTERS}
        aside={
          <ExportMenu
            name={`deliveries-${subscriptionId}`}
            read={readDeliveries(filter)}
            columns={EXPORTED}
          />
        }
      >
        <SelectFilter
          name="state"
          label={t('filter.state')}
          none={t('filter.all')}
          options={DELIVERY_STATES.map((value) => ({ value, label: common(`state.${value}`) }))}
        />
        <RangeFilter />
      </FilterBar>
      <DataTable
        label={t('title')}
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
      <RowDrawer title={t('title')} openId={open} to={`/deliveries/${open}`} ids={ids} onOpen={openRow}>
        {open && <DeliveryDetail deliveryId={open} />}
      </RowDrawer>
    </>
  );
}

const EXPORTED = {
  id: ({ id }: Delivery) => id,
  messageId: ({ messageId }: Delivery) => messageId,
  state: ({ state }: Delivery) => state,
  reason: ({ reason }: Delivery) => reason ?? '',
  attempts: ({ attempts }: Delivery) => String(attempts.length),
  lastAttemptAt: ({ attempts }: Delivery) => attempts.at(-1)?.at ?? '',
  statusCode: ({ attempts }: Delivery) => String(attempts.at(-1)?.statusCode ?? ''),
  error: ({ attempts }: Delivery) => attempts.at(-1)?.error ?? '',
};
