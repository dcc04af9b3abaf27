import { useInfiniteQuery } from '@tanstack/react-query';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type InboxRequest, inboxRequestsQuery, readInboxRequests } from '../../api/inboxes';
import { shortId } from '../../lib/short-id';
import { type Column, DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { LiveBar } from '../../ui/live/live-bar';
import { useLiveRows } from '../../ui/live/use-live-rows';
import { watchByTime } from '../../ui/live/watch';
import { RowDrawer } from '../../ui/row-drawer';
import { RowLink } from '../../ui/row-link';
import { StatusBadge } from '../../ui/status-badge';
import { Count, Time } from '../../ui/time';
import { useUrlState } from '../../ui/use-url-state';
import { InboxRequestDetail } from './inbox-request-detail';

/** What has arrived, newest first. It looks by itself: that is what an inbox is for. */
export function InboxRequests({ inboxId }: { readonly inboxId: string }) {
  const { t } = useTranslation('inbox');
  const [{ open }, setUrl] = useUrlState();
  const [isLive, setLive] = useState(true);
  const options = inboxRequestsQuery(inboxId);
  const query = useInfiniteQuery(options);
  const read = useMemo(() => readInboxRequests(inboxId), [inboxId]);
  const live = useLiveRows<InboxRequest>({
    on: isLive,
    queryKey: options.queryKey,
    read,
    watch: watchByTime,
  });
  const ids = useMemo(() => query.data?.map(({ id }) => id) ?? [], [query.data]);
  const openRow = (id: string | undefined) => setUrl({ open: id }, open !== undefined && id !== undefined);
  const pageOf = (id: string) => `/developers/inbox/${inboxId}/${id}`;
  const shown = query.data?.find(({ id }) => id === open);
  const columns: readonly Column<InboxRequest>[] = [
    {
      key: 'at',
      header: t('column.at'),
      width: 180,
      card: 'title',
      cell: ({ id, receivedAt }) => (
        <RowLink id={id} to={pageOf(id)}>
          <Time at={receivedAt} />
        </RowLink>
      ),
    },
    {
      key: 'signature',
      header: t('column.signature'),
      width: 180,
      card: 'end',
      cell: ({ signature }) => <StatusBadge state={signature} />,
    },
    {
      key: 'message',
      header: t('column.message'),
      cell: ({ messageId }) => messageId && <span className="mono">{shortId(messageId)}</span>,
    },
    {
      key: 'attempt',
      header: t('column.attempt'),
      width: 90,
      numeric: true,
      card: 'hidden',
      cell: ({ attempt }) => attempt !== undefined && <Count value={attempt} />,
    },
    {
      key: 'answer',
      header: t('column.answer'),
      width: 90,
      numeric: true,
      cell: ({ answeredWith }) => answeredWith,
    },
    {
      key: 'size',
      header: t('column.size'),
      width: 90,
      numeric: true,
      card: 'hidden',
      cell: ({ size }) => <Count value={size} />,
    },
  ];
  return (
    <>
      <LiveBar on={isLive} onChange={setLive} live={live} />
      <DataTable
        label={t('requests')}
        query={query}
        columns={columns}
        rowId={({ id }) => id}
        rowTo={({ id }) => pageOf(id)}
        onOpen={({ id }) => openRow(id)}
        openId={open}
        empty={<EmptyState title={t('empty')} text={t('emptyHelp')} />}
      />
      <RowDrawer title={t('request')} openId={open} to={pageOf(open ?? '')} ids={ids} onOpen={openRow}>
        {open && <InboxRequestDetail inboxId={inboxId} requestId={open} known={shown} />}
      </RowDrawer>
    </>
  );
}
