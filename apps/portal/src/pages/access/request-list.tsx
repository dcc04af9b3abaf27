import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { lazyRouteComponent as lazy } from '@tanstack/react-router';
import { type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccessRequest } from '../../api/access-requests';
import { useMe } from '../../session/session';
import { type Column, DataTable } from '../../ui/data-table';
import { StatusBadge } from '../../ui/status-badge';
import { TextLink } from '../../ui/text-link';
import { Time } from '../../ui/time';
import { useUrlState } from '../../ui/use-url-state';

const RequestDialog = lazy(() => import('./request-dialog'), 'RequestDialog');

interface RequestListProps {
  readonly label: string;
  readonly query: UseInfiniteQueryResult<readonly AccessRequest[]>;
  readonly empty: ReactNode;
  /** What the page says itself. */
  readonly without?: 'topic' | 'partner';
}

/** Requests for access; a click opens one, `?request=`. */
export function RequestList({ label, query, empty, without }: RequestListProps) {
  const { t } = useTranslation('access');
  const { partner } = useMe();
  const [{ request }, setUrl] = useUrlState();
  const open = (id: string | undefined) => setUrl({ request: id });
  const nameOf = ({ ownerId, ownerName, partnerName }: AccessRequest) =>
    ownerId === partner.id ? partnerName : ownerName;
  const columns: readonly Column<AccessRequest>[] = [
    {
      key: 'partner',
      header: t('partner'),
      width: '18%',
      card: 'title',
      cell: (row) => <RequestLink id={row.id} text={nameOf(row)} onOpen={open} />,
    },
    {
      key: 'topic',
      header: t('topic'),
      width: '22%',
      card: without === 'partner' ? 'title' : 'line',
      cell: (row) =>
        without === 'partner' ? (
          <RequestLink id={row.id} text={row.topicTitle} onOpen={open} />
        ) : (
          <span title={row.topicTitle}>{row.topicTitle}</span>
        ),
    },
    {
      key: 'reason',
      header: t('reason'),
      cell: ({ reason }) => <span title={reason}>{reason}</span>,
    },
    {
      key: 'asked',
      header: t('asked'),
      width: 110,
      card: 'hidden',
      cell: ({ createdAt }) => <Time at={createdAt} detail="date" />,
    },
    {
      key: 'state',
      header: t('state'),
      width: 170,
      card: 'end',
      cell: ({ state }) => <StatusBadge state={state === 'pending' ? 'waiting' : state} />,
    },
  ];
  return (
    <>
      <DataTable
        label={label}
        query={query}
        columns={columns.filter(({ key }) => key !== without)}
        rowId={({ id }) => id}
        onOpen={({ id }) => open(id)}
        openId={request}
        empty={empty}
      />
      <Suspense>{request && <RequestDialog requestId={request} onClose={() => open(undefined)} />}</Suspense>
    </>
  );
}

interface RequestLinkProps {
  readonly id: string;
  readonly text: string;
  readonly onOpen: (id: string) => void;
}

function RequestLink({ id, text, onOpen }: RequestLinkProps) {
  return (
    <TextLink
      to={`/access?tab=requests&request=${id}`}
      title={text}
      onClick={(event) => {
        if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
        event.preventDefault();
        onOpen(id);
      }}
    >
      {text}
    </TextLink>
  );
}
