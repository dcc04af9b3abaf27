import { Button, Modal } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Contract, versionsQuery } from '../../../api/contracts';
import { pretty } from '../../../lib/json-lines';
import { type Column, DataTable } from '../../../ui/data-table';
import { JsonEditor } from '../../../ui/json-editor/json-editor';
import { Section } from '../../../ui/section';
import { Time } from '../../../ui/time';

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
    { key: 'since', header: t('since'), width: 200, cell: ({ createdAt }) => <Time at={createdAt} /> },
    {
      key: 'until',
      header: t('until'),
      width: 200,
      card: 'end',
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
      <Modal
        opened={open !== undefined}
        onClose={() => setOpen(undefined)}
        size="lg"
        title={t('versionOf', { type, version: open?.version })}
      >
        {open && <JsonEditor label={t('schema')} height={320} value={pretty(open.schema)} />}
        {open && onTake && (
          <Button
            variant="default"
            mt="md"
            onClick={() => {
              onTake(open);
              setOpen(undefined);
            }}
          >
            {t('take')}
          </Button>
        )}
      </Modal>
    </Section>
  );
}
