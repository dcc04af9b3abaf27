import { useInfiniteQuery } from '@tanstack/react-query';
import { lazyRouteComponent as lazy } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Erasure, erasuresQuery } from '../../api/erasures';
import type { Topic } from '../../api/topics';
import { ActionButton } from '../../ui/action-button';
import { type Column, DataTable } from '../../ui/data-table';
import { Section } from '../../ui/section';
import { StatusBadge } from '../../ui/status-badge';
import { Count, Time } from '../../ui/time';

const EraseMessages = lazy(() => import('./erase-messages'), 'EraseMessages');

/** The right to be forgotten: messages erased for good, with receipts. */
export function Erasures({ topic }: { readonly topic: Topic }) {
  const { t } = useTranslation('topics');
  const query = useInfiniteQuery(erasuresQuery(topic.id));
  const [isErasing, setErasing] = useState(false);
  const columns: readonly Column<Erasure>[] = [
    {
      key: 'at',
      header: t('erasure.at'),
      width: 180,
      card: 'title',
      cell: ({ createdAt }) => <Time at={createdAt} />,
    },
    {
      key: 'by',
      header: t('erasure.by'),
      cell: ({ by, paths }) =>
        by === 'ids' ? t('erasure.byIds') : <span className="mono">{paths?.join(', ')}</span>,
    },
    {
      key: 'done',
      header: t('erasure.done'),
      width: 140,
      numeric: true,
      labelled: true,
      cell: ({ done, count }) => (
        <>
          <Count value={done} />
          {count !== undefined && count !== done && (
            <>
              {' / '}
              <Count value={count} />
            </>
          )}
        </>
      ),
    },
    {
      key: 'state',
      header: t('erasure.state'),
      width: 150,
      card: 'end',
      cell: ({ state }) => <StatusBadge state={state} />,
    },
  ];
  return (
    <Section
      title={t('erasure.title')}
      aside={
        <ActionButton
          scope="topics:write"
          variant="default"
          c="var(--anika-bad)"
          onClick={() => setErasing(true)}
        >
          {t('erasure.button')}
        </ActionButton>
      }
    >
      <DataTable
        label={t('erasure.title')}
        query={query}
        columns={columns}
        rowId={({ id }) => id}
        empty={<p style={{ margin: 0, color: 'var(--mantine-color-dimmed)' }}>{t('erasure.none')}</p>}
      />
      <Suspense>{isErasing && <EraseMessages topic={topic} onClose={() => setErasing(false)} />}</Suspense>
    </Section>
  );
}
