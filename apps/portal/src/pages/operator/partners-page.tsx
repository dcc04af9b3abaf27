import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { partnerListQuery } from '../../api/operator';
import type { Partner } from '../../api/partners';
import { ActionButton } from '../../ui/action-button';
import { type Column, DataTable } from '../../ui/data-table';
import { EmptyState, NothingFound } from '../../ui/empty-state';
import { FilterBar, TextFilter, useFilters } from '../../ui/filter-bar';
import { Id } from '../../ui/id';
import { PageHeader } from '../../ui/page-header';
import { StatusBadge } from '../../ui/status-badge';
import { TextLink } from '../../ui/text-link';
import { Time } from '../../ui/time';
import { useUrlState } from '../../ui/use-url-state';
import { CreatePartner } from './create-partner';

const FILTERS = ['q'];

/** All companies of the platform, for operators. */
export function PartnersPage() {
  const { t } = useTranslation('operator');
  const [params, setUrl] = useUrlState();
  const { isFiltered, reset } = useFilters(FILTERS);
  const query = useInfiniteQuery(partnerListQuery(params.q ?? ''));
  const columns: readonly Column<Partner>[] = [
    {
      key: 'name',
      header: t('partners.name'),
      card: 'title',
      cell: ({ id, name }) => (
        <TextLink to={`/operator/partners/${id}`} title={name}>
          {name}
        </TextLink>
      ),
    },
    { key: 'id', header: t('partners.id'), width: 190, cell: ({ id }) => <Id id={id} /> },
    {
      key: 'status',
      header: t('partners.status'),
      width: 170,
      card: 'end',
      cell: ({ status }) => <StatusBadge state={status} />,
    },
    {
      key: 'since',
      header: t('partners.since'),
      width: 150,
      card: 'hidden',
      cell: ({ createdAt }) => <Time at={createdAt} detail="date" />,
    },
  ];
  return (
    <>
      <PageHeader
        title={t('partners.title')}
        about={t('partners.about')}
        actions={
          <ActionButton scope="partners:write" onClick={() => setUrl({ new: '1' })}>
            {t('partners.create')}
          </ActionButton>
        }
      />
      <FilterBar names={FILTERS}>
        <TextFilter name="q" label={t('partners.search')} placeholder={t('partners.searchHelp')} />
      </FilterBar>
      <DataTable
        label={t('partners.title')}
        query={query}
        columns={columns}
        rowId={({ id }) => id}
        rowTo={({ id }) => `/operator/partners/${id}`}
        empty={isFiltered ? <NothingFound onReset={reset} /> : <EmptyState title={t('partners.empty')} />}
      />
      <CreatePartner opened={params.new === '1'} onClose={() => setUrl({ new: undefined })} />
    </>
  );
}
