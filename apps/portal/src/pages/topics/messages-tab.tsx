import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { lazyRouteComponent as lazy, useParams } from '@tanstack/react-router';
import { Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Message, messagesQuery, readMessages } from '../../api/messages';
import { topicQuery } from '../../api/topics';
import { useMe } from '../../session/session';
import { After } from '../../ui/after';
import { DataTable } from '../../ui/data-table';
import { NothingFound } from '../../ui/empty-state';
import { FilterBar, TextFilter, useFilters } from '../../ui/filter-bar';
import { RANGE, RangeFilter, useRange } from '../../ui/range-filter';
import { LiveBar } from '../../ui/live/live-bar';
import { useLiveRows } from '../../ui/live/use-live-rows';
import { watchByStream } from '../../ui/live/watch';
import { usePreload } from '../../ui/use-preload';
import { useUrlState } from '../../ui/use-url-state';
import { AsPartnerFilter } from './as-partner-filter';
import { FilterButton } from './filter-button';
import { MessageExport } from './message-export';
import { NoMessages } from './no-messages';
import { useMessageColumns } from './use-message-columns';
import classes from './topic-chart.module.css';

const RowDrawer = lazy(() => import('../../ui/row-drawer'), 'RowDrawer');
const MessageDetail = lazy(() => import('../messages/message-detail'), 'MessageDetail');
const FilterPanel = lazy(() => import('./filter-panel'), 'FilterPanel');
const TopicChart = lazy(() => import('./topic-chart'), 'TopicChart');

const FILTERS = ['type', ...RANGE, 'as', 'filter'];

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
  const options = messagesQuery(topicId, wanted);
  const query = useInfiniteQuery(options);
  const [isPlaced, setPlaced] = useState(conditions !== '1');
  const [isLive, setLive] = useState(false);
  const read = useMemo(() => readMessages(topicId, wanted), [topicId, wanted]);
  const watch = useMemo(() => watchByStream(topicId), [topicId]);
  const live = useLiveRows<Message>({ on: isLive, queryKey: options.queryKey, read, watch });
  const ids = useMemo(() => query.data?.map(({ id }) => id) ?? [], [query.data]);
  const openRow = (id: string | undefined) => setUrl({ open: id }, open !== undefined && id !== undefined);
  const columns = useMessageColumns(topicId);
  usePreload(MessageDetail);
  const isOwner = topic?.ownerId === partner.id;
  return (
    <>
      <Suspense fallback={<div className={classes.place} data-single={!isOwner || undefined} />}>
        <TopicChart topicId={topicId} isOwner={isOwner} />
      </Suspense>
      <FilterBar names={FILTERS} aside={<MessageExport topicId={topicId} filter={wanted} />}>
        <TextFilter name="type" label={t('filter.type')} placeholder={t('filter.typePlaceholder')} />
        <RangeFilter />
        {isOwner && <AsPartnerFilter topicId={topicId} />}
        <FilterButton />
      </FilterBar>
      <Suspense>{conditions === '1' && <FilterPanel topicId={topicId} onShown={setPlaced} />}</Suspense>
      <After ready={isPlaced || conditions !== '1'}>
        <LiveBar on={isLive} onChange={setLive} live={live} />
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
      </After>
      <Suspense>
        <RowDrawer title={t('title')} openId={open} to={`/messages/${open}`} ids={ids} onOpen={openRow}>
          {open && <MessageDetail messageId={open} as={as} />}
        </RowDrawer>
      </Suspense>
    </>
  );
}
