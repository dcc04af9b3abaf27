import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { type Replay, replaysQuery } from '../../api/replays';
import { type Column, DataTable } from '../../ui/data-table';
import { EmptyState } from '../../ui/empty-state';
import { Section } from '../../ui/section';
import { StatusBadge } from '../../ui/status-badge';
import { TextLink } from '../../ui/text-link';
import { Count, Time } from '../../ui/time';

/** The replays of a subscription so far, newest first. */
export function ReplaysList({ subscriptionId }: { readonly subscriptionId: string }) {
  const { t } = useTranslation('replays');
  const query = useInfiniteQuery(replaysQuery(subscriptionId));
  const columns: readonly Column<Replay>[] = [
    {
      key: 'created',
      header: t('column.created'),
      card: 'title',
      width: 200,
      cell: ({ id, createdAt }) => (
        <TextLink to={`/replays/${id}`}>
          <Time at={createdAt} />
        </TextLink>
      ),
    },
    { key: 'only', header: t('column.only'), cell: ({ only }) => t(`only.${only}`) },
    {
      key: 'state',
      header: t('column.state'),
      width: 150,
      card: 'end',
      cell: ({ state }) => <StatusBadge state={state} />,
    },
    {
      key: 'done',
      header: t('column.done'),
      width: 180,
      numeric: true,
      labelled: true,
      cell: ({ done }) => <Count value={done} />,
    },
  ];
  return (
    <Section title={t('list')}>
      <DataTable
        label={t('list')}
        query={query}
        columns={columns}
        rowId={({ id }) => id}
        rowTo={({ id }) => `/replays/${id}`}
        empty={<EmptyState title={t('empty')} text={t('emptyHelp')} />}
      />
    </Section>
  );
}
