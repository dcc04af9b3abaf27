import { useInfiniteQuery } from '@tanstack/react-query';
import { lazyRouteComponent as lazy, useParams } from '@tanstack/react-router';
import { Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Message, messagesQuery, readMessages } from '../../api/messages';
import { visible } from '../../lib/visible';
import { type Column, DataTable } from '../../ui/data-table';
import { NothingFound } from '../../ui/empty-state';
import { ExportMenu } from '../../ui/export-menu';
import { FilterBar, TextFilter, useFilters } from '../../ui/filter-bar';
import { Id } from '../../ui/id';
import { LiveBar } from '../../ui/live/live-bar';
import { useLiveRows } from '../../ui/live/use-live-rows';
import { watchByStream } from '../../ui/live/watch';
import { RangeFilter, useRangeStart } from '../../ui/range-filter';
import { RowLink } from '../../ui/row-link';
import { Time } from '../../ui/time';
import { useUrlState } from '../../ui/use-url-state';
import { NoMessages } from './no-messages';

const RowDrawer = lazy(() => import('../../ui/row-drawer'), 'RowDrawer');
const MessageDetail = lazy(() => import('../messages/message-detail'), 'MessageDetail');

const FILTERS = ['type', 'range'];

/** The messages of a topic, newest first, as the reader may see them. */
export function MessagesTab() {
  const { t } = useTranslation('messages');
  const { topicId } = useParams({ from: '/shell/topics/$topicId' });
  const [{ type, open }, setUrl] = useUrlState();
  const { isFiltered, reset } = useFilters(FILTERS);
  const from = useRangeStart();
  const filter = useMemo(() => ({ type, from }), [type, from]);
  const options = messagesQuery(topicId, filter);
  const query = useInfiniteQuery(options);
  const [isLive, setLive] = useState(false);
  const read = useMemo(() => readMessages(topicId, filter), [topicId, filter]);
  const watch = useMemo(() => watchByStream(topicId), [topicId]);
  const live = useLiveRows<Message>({ on: isLive, queryKey: options.queryKey, read, watch });
  const ids = useMemo(() => query.data?.map(({ id }) => id) ?? [], [query.data]);
  const openRow = (id: string | undefined) => setUrl({ open: id }, open !== undefined && id !== undefined);
  const columns: readonly Column<Message>[] = [
    {
      key: 'type',
      header: t('column.type'),
      width: '24%',
      card: 'title',
      cell: ({ id, type: name }) => (
        <RowLink id={id} to={`/messages/${id}`} title={name}>
          {name}
        </RowLink>
      ),
    },
    {
      key: 'data',
      header: t('column.data'),
      card: 'hidden',
      cell: ({ data }) => <span className="mono">{visible(data.slice(0, 300))}</span>,
    },
    { key: 'id', header: t('column.id'), width: 190, cell: ({ id }) => <Id id={id} /> },
    {
      key: 'accepted',
      header: t('column.accepted'),
      width: 180,
      card: 'end',
      cell: ({ createdAt }) => <Time at={createdAt} />,
    },
  ];
  return (
    <>
      <FilterBar
        names={FILTERS}
        aside={
          <ExportMenu
            name={`messages-${topicId}`}
            read={readMessages(topicId, filter)}
            columns={EXPORTED}
            line={({ data, ...rest }) => `${JSON.stringify(rest).slice(0, -1)},"data":${data}}`}
          />
        }
      >
        <TextFilter name="type" label={t('filter.type')} placeholder={t('filter.typePlaceholder')} />
        <RangeFilter />
      </FilterBar>
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
      <Suspense>
        <RowDrawer title={t('title')} openId={open} to={`/messages/${open}`} ids={ids} onOpen={openRow}>
          {open && <MessageDetail messageId={open} />}
        </RowDrawer>
      </Suspense>
    </>
  );
}

const EXPORTED = {
  id: ({ id }: Message) => id,
  type: ({ type }: Message) => type,
  createdAt: ({ createdAt }: Message) => createdAt,
  occurredAt: ({ occurredAt }: Message) => occurredAt ?? '',
  data: ({ data }: Message) => data,
};
