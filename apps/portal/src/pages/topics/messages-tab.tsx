import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { lazyRouteComponent as lazy, useParams } from '@tanstack/react-router';
import { Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { messagesQuery } from '../../api/messages';
import { topicQuery } from '../../api/topics';
import { useMe } from '../../session/session';
import { DataTable } from '../../ui/data-table';
import { NothingFound } from '../../ui/empty-state';
import { FilterBar, TextFilter, useFilters } from '../../ui/filter-bar';
import { RangeFilter, useRange } from '../../ui/range-filter';
import { RowDrawer } from '../../ui/row-drawer';
import { useUrlState } from '../../ui/use-url-state';
import { AsPartnerFilter } from './as-partner-filter';
import { FilterButton } from './filter-button';
import { MessageExport } from './message-export';
import { NoMessages } from './no-messages';
import { useMessageColumns } from './use-message-columns';

const MessageDetail = lazy(() => import('../messages/message-detail'), 'MessageDetail');
const FilterPanel = lazy(() => import('./filter-panel'), 'FilterPanel');
const TopicChart = lazy(() => import('./topic-chart'), 'TopicChart');

const FILTERS = ['type', 'range', 'from', 'to', 'as', 'filter'];

/** The messages of a topic, newest first, as the reader may see them. */
export function MessagesTab() {
  const { t } = useTranslation('messages');
  const { topicId } = useParams({ from: '/shell/topics/$topicId' });
  const { partner } = useMe();
  const { data: topic } = useQuery(topicQuery(topicId));
  const [{ type, open, as, filter, conditions }, setUrl] = useUrlState();
  const { isFiltered, reset } = useFilters(FILTERS);
  const range = useRange();
  const wanted = useMemo(() => ({ type, as, filter, ...range }), [type, as, filter, range]);
  const query = useInfiniteQuery(messagesQuery(topicId, wanted));
  const ids = useMemo(() => query.data?.map(({ id }) => id) ?? [], [query.data]);
  const openRow = (id: string | undefined) => setUrl({ open: id }, open !== undefined && id !== undefined);
  const columns = useMessageColumns(topicId);
  return (
    <>
      <Suspense fallback={<div style={{ height: 194 }} />}>
        <TopicChart topicId={topicId} />
      </Suspense>
      <FilterBar names={FILTERS} aside={<MessageExport topicId={topicId} filter={wanted} />}>
        <TextFilter name="type" label={t('filter.type')} placeholder={t('filter.typePlaceholder')} />
        <RangeFilter />
        {topic?.ownerId === partner.id && <AsPartnerFilter topicId={topicId} />}
        <FilterButton />
      </FilterBar>
      <Suspense>{conditions === '1' && <FilterPanel topicId={topicId} />}</Suspense>
      <DataTable
        label={t('title')}
        query={query}
        columns={columns}
        rowId={({ id }) => id}
        rowTo={({ id }) => `/messages/${id}`}
        onOpen={({ id }) => openRow(id)}
        openId={open}
        empty={isFiltered ? <NothingFound onReset={reset} /> : <NoMessages topicId={topicId} />}
      />
      <RowDrawer title={t('title')} openId={open} to={`/messages/${open}`} ids={ids} onOpen={openRow}>
        {open && <MessageDetail messageId={open} as={as} />}
      </RowDrawer>
    </>
  );
}
