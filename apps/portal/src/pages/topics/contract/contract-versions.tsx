import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { lazyRouteComponent as lazy } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Contract, versionsQuery } from '../../../api/contracts';
import { type Column, DataTable } from '../../../ui/data-table';
import { Section } from '../../../ui/section';
import { Time } from '../../../ui/time';

const VersionDialog = lazy(() => import('./version-dialog'), 'VersionDialog');

interface ContractVersionsProps {
  readonly topicId: string;
  readonly type: string;
  /** Puts an earlier version into the editor; without it versions are only read. */
  readonly onTake?: (version: Contract) => void;
}

/** The versions of a contract, newest first. */
export function ContractVersions({ topicId, type, onTake }: ContractVersionsProps) {
  const { t } = useTranslation('contracts');
  const query = useInfiniteQuery(versionsQuery(topicId, type));
  const [open, setOpen] = useState<Contract>();
  const columns: readonly Column<Contract>[] = [
    {
      key: 'version',
      header: t('version'),
      card: 'title',
      cell: (row) => (
        <Button variant="subtle" size="compact-sm" fw={400} ml={-8} onClick={() => setOpen(row)}>
          {t('versionNumber', { version: row.version })}
        </Button>
      ),
    },
    {
      key: 'since',
      header: t('since'),
      width: 200,
      labelled: true,
      cell: ({ createdAt }) => <Time at={createdAt} />,
    },
    {
      key: 'until',
      header: t('until'),
      width: 200,
      labelled: true,
      cell: ({ removedAt }) => removedAt && <Time at={removedAt} />,
    },
  ];
  return (
    <Section title={t('versions')}>
      <DataTable
        label={t('versions')}
        query={query}
        columns={columns}
        rowId={({ version }) => String(version)}
        onOpen={setOpen}
        empty={null}
      />
      <Suspense>
        {open && (
          <VersionDialog type={type} contract={open} onClose={() => setOpen(undefined)} onTake={onTake} />
        )}
      </Suspense>
    </Section>
  );
}
