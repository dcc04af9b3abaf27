import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Relation, relationsQuery } from '../../api/grants';
import { type Partner, partnersQuery } from '../../api/partners';
import { useMe } from '../../session/session';
import { type Column, DataTable } from '../../ui/data-table';
import { EmptyState, NothingFound } from '../../ui/empty-state';
import { FilterBar, TextFilter, useFilters } from '../../ui/filter-bar';
import { PageHeader } from '../../ui/page-header';
import { StatusBadge } from '../../ui/status-badge';
import { TextLink } from '../../ui/text-link';
import { Count, Time } from '../../ui/time';
import { useUrlState } from '../../ui/use-url-state';

const FILTERS = ['q'];

/** The companies of the platform, and what we share with each. */
export function PartnersPage() {
  const { t } = useTranslation('partners');
  const { partner: own } = useMe();
  const [{ q }] = useUrlState();
  const { isFiltered, reset } = useFilters(FILTERS);
  const query = useInfiniteQuery(partnersQuery(q));
  const { data: relations } = useQuery(relationsQuery);
  const byId = useMemo(() => new Map(relations?.map((one) => [one.partnerId, one])), [relations]);
  const isAnySuspended = query.data?.some(({ status }) => status === 'suspended');
  const columns: readonly Column<Partner>[] = [
    {
      key: 'name',
      header: t('column.name'),
      card: 'title',
      cell: ({ id, name }) => (
        <TextLink to={`/partners/${id}`} title={name}>
          {id === own.id ? t('me', { name }) : name}
        </TextLink>
      ),
    },
    countColumn('given', t('column.given'), byId),
    countColumn('received', t('column.received'), byId),
    {
      key: 'since',
      header: t('column.since'),
      width: 160,
      card: 'hidden',
      cell: ({ createdAt }) => <Time at={createdAt} detail="date" />,
    },
    {
      key: 'status',
      header: t('column.status'),
      width: 160,
      card: 'end',
      cell: ({ status }) => status === 'suspended' && <StatusBadge state="suspended" />,
    },
  ];
  return (
    <>
      <PageHeader title={t('title')} about={t('about')} />
      <FilterBar names={FILTERS}>
        <TextFilter name="q" label={t('search')} placeholder={t('searchPlaceholder')} />
      </FilterBar>
      <DataTable
        label={t('title')}
        query={query}
        columns={isAnySuspended ? columns : columns.filter(({ key }) => key !== 'status')}
        rowId={({ id }) => id}
        rowTo={({ id }) => `/partners/${id}`}
        empty={isFiltered ? <NothingFound onReset={reset} /> : <EmptyState title={t('empty')} />}
      />
    </>
  );
}

function countColumn(
  side: 'given' | 'received',
  header: string,
  byId: ReadonlyMap<string, Relation>,
): Column<Partner> {
  return {
    key: side,
    header,
    width: 130,
    numeric: true,
    labelled: true,
    cell: ({ id }) => {
      const count = byId.get(id)?.[side];
      return count ? <Count value={count} /> : null;
    },
  };
}
