import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Topic, topicsQuery } from '../../api/topics';
import { ActionButton } from '../../ui/action-button';
import { type Column, DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { FilterBar } from '../../ui/filter-bar';
import { Id } from '../../ui/id';
import { PageHeader } from '../../ui/page-header';
import { SegmentFilter } from '../../ui/segment-filter';
import { StatusBadge } from '../../ui/status-badge';
import { TextLink } from '../../ui/text-link';
import { Time } from '../../ui/time';
import { useUrlState } from '../../ui/use-url-state';
import { CreateTopic } from './create-topic';

/** Topics: ours, and those that partners share with us. */
export function TopicsPage() {
  const { t } = useTranslation('topics');
  const { t: catalog } = useTranslation('catalog');
  const [params, setUrl] = useUrlState();
  const scope = params.scope === 'shared' ? 'shared' : 'owned';
  const query = useInfiniteQuery(topicsQuery(scope));
  const create = (
    <ActionButton scope="topics:write" onClick={() => setUrl({ new: '1' })}>
      {t('create.button')}
    </ActionButton>
  );
  const owner: Column<Topic> = {
    key: 'owner',
    header: catalog('column.owner'),
    width: 190,
    cell: ({ ownerName }) => <span title={ownerName}>{ownerName}</span>,
  };
  const created: Column<Topic> = {
    key: 'created',
    header: t('column.created'),
    width: 120,
    card: 'hidden',
    cell: ({ createdAt }) => <Time at={createdAt} detail="date" />,
  };
  const columns: readonly Column<Topic>[] = [
    {
      key: 'title',
      header: t('column.title'),
      card: 'title',
      cell: ({ id, title }) => (
        <TextLink to={`/topics/${id}`} title={title}>
          {title}
        </TextLink>
      ),
    },
    ...(scope === 'shared' ? [owner] : []),
    {
      key: 'name',
      header: t('create.name'),
      width: 190,
      cell: ({ name }) => <span className="mono">{name}</span>,
    },
    { key: 'id', header: t('column.id'), width: 180, card: 'hidden', cell: ({ id }) => <Id id={id} /> },
    {
      key: 'visibility',
      header: t('column.visibility'),
      width: 165,
      card: 'end',
      cell: ({ state, visibility }) => <StatusBadge state={state === 'deleting' ? state : visibility} />,
    },
    ...(scope === 'owned' ? [created] : []),
  ];
  return (
    <>
      <PageHeader title={t('title')} about={t('about')} actions={create} />
      <FilterBar names={[]}>
        <SegmentFilter
          name="scope"
          label={t('scope.label')}
          none={t('scope.owned')}
          options={[{ value: 'shared', label: t('scope.shared') }]}
        />
      </FilterBar>
      <DataTable
        label={t('title')}
        query={query}
        columns={columns}
        rowId={({ id }) => id}
        rowTo={({ id }) => `/topics/${id}`}
        empty={
          scope === 'owned' ? (
            <EmptyState title={t('empty')} text={t('emptyHelp')} />
          ) : (
            <EmptyState title={t('emptyShared')} text={t('emptySharedHelp')} />
          )
        }
      />
      <CreateTopic opened={params.new === '1'} onClose={() => setUrl({ new: undefined })} />
    </>
  );
}
