import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { accessRequestsQuery } from '../../api/access-requests';
import { type Topic, topicsQuery } from '../../api/topics';
import { useMe } from '../../session/session';
import { type Column, DataTable } from '../../ui/data-table';
import { EmptyState, NothingFound } from '../../ui/empty-state';
import { FilterBar, TextFilter, useFilters } from '../../ui/filter-bar';
import { PageHeader } from '../../ui/page-header';
import { StatusBadge } from '../../ui/status-badge';
import { TextLink } from '../../ui/text-link';
import { useUrlState } from '../../ui/use-url-state';

const FILTERS = ['q'];

/** What partners offer, and how we stand to it. */
export function CatalogPage() {
  const { t } = useTranslation('catalog');
  const { partner } = useMe();
  const [{ q }] = useUrlState();
  const { isFiltered, reset } = useFilters(FILTERS);
  const query = useInfiniteQuery(topicsQuery('catalog', q));
  const { data: asked = [] } = useInfiniteQuery(
    accessRequestsQuery({ direction: 'outgoing', state: 'pending' }),
  );
  const pending = new Set(asked.map(({ topicId }) => topicId));
  const columns: readonly Column<Topic>[] = [
    {
      key: 'title',
      header: t('column.title'),
      width: '26%',
      card: 'title',
      cell: ({ id, title }) => (
        <TextLink to={`/catalog/${id}`} title={title}>
          {title}
        </TextLink>
      ),
    },
    {
      key: 'owner',
      header: t('column.owner'),
      width: '20%',
      cell: ({ ownerId, ownerName }) => (
        <TextLink to={`/partners/${ownerId}`} title={ownerName}>
          {ownerName}
        </TextLink>
      ),
    },
    {
      key: 'description',
      header: t('column.description'),
      card: 'hidden',
      cell: ({ description }) => <span title={description}>{description}</span>,
    },
    {
      key: 'access',
      header: t('column.access'),
      width: 160,
      card: 'end',
      cell: (topic) => {
        if (topic.ownerId === partner.id) return <StatusBadge state="own" />;
        if (topic.grant) return <StatusBadge state="granted" />;
        return pending.has(topic.id) ? <StatusBadge state="waiting" /> : null;
      },
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
        columns={columns}
        rowId={({ id }) => id}
        rowTo={({ id }) => `/catalog/${id}`}
        empty={
          isFiltered ? (
            <NothingFound onReset={reset} />
          ) : (
            <EmptyState title={t('empty')} text={t('emptyHelp')} />
          )
        }
      />
    </>
  );
}
