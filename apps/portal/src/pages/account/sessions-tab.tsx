import { Button, Text } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { endOtherSessions, endSession, type Session, sessionsQuery } from '../../api/account';
import { browserName } from '../../lib/browser-name';
import { type Column, DataTable } from '../../ui/data-table';
import { FilterBar } from '../../ui/filter-bar';
import { StatusBadge } from '../../ui/status-badge';
import { Time } from '../../ui/time';
import { problemToast, toast } from '../../ui/toast';

/** Where the person is signed in. */
export function SessionsTab() {
  const { t } = useTranslation('account');
  const queryClient = useQueryClient();
  const query = useInfiniteQuery(sessionsQuery);
  // Without an id: all but this one.
  const { mutate, isPending } = useMutation({
    mutationFn: (id: string | undefined) => (id === undefined ? endOtherSessions() : endSession(id)),
    onSuccess: () => toast(t('sessions.ended')),
    onError: problemToast,
    onSettled: () => void queryClient.invalidateQueries({ queryKey: ['sessions'] }),
  });
  const hasOthers = query.data?.some(({ current }) => !current) ?? false;
  return (
    <>
      <FilterBar
        names={[]}
        aside={
          <Button
            variant="default"
            loading={isPending}
            disabled={!hasOthers}
            onClick={() => mutate(undefined)}
          >
            {t('sessions.endOthers')}
          </Button>
        }
      >
        <Text c="dimmed" maw="72ch">
          {t('sessions.about')}
        </Text>
      </FilterBar>
      <DataTable
        label={t('tab.sessions')}
        query={query}
        columns={useColumns(mutate)}
        rowId={({ id }) => id}
        empty={null}
      />
    </>
  );
}

function useColumns(onEnd: (id: string) => void): readonly Column<Session>[] {
  const { t } = useTranslation('account');
  return [
    {
      key: 'what',
      header: t('sessions.what'),
      card: 'title',
      cell: ({ kind, userAgent }) => (
        <span title={userAgent ?? undefined}>
          {userAgent ? browserName(userAgent) : t(`sessions.kind.${kind}`)}
        </span>
      ),
    },
    { key: 'address', header: t('sessions.address'), width: 160, cell: ({ address }) => address },
    {
      key: 'since',
      header: t('sessions.since'),
      width: 180,
      card: 'hidden',
      cell: ({ createdAt }) => <Time at={createdAt} />,
    },
    {
      key: 'seen',
      header: t('sessions.seen'),
      width: 180,
      labelled: true,
      cell: ({ lastSeenAt }) => <Time at={lastSeenAt} />,
    },
    {
      key: 'actions',
      header: '',
      width: 150,
      card: 'end',
      cell: ({ id, current }) =>
        current ? (
          <StatusBadge state="current" />
        ) : (
          <Button size="compact-sm" variant="default" onClick={() => onEnd(id)}>
            {t('sessions.end')}
          </Button>
        ),
    },
  ];
}
