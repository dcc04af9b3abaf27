import { Button, Menu } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { Page } from '../api/pages';
import { toCsv } from '../lib/csv';
import { download } from '../lib/download';
import { problemToast, toast } from './toast';

const LIMIT = 10_000;
const PAGE = 100;

export interface ExportMenuProps<Item> {
  /** The name of the file, without its end. */
  readonly name: string;
  readonly read: (page: { readonly limit: number; readonly cursor?: string }) => Promise<Page<Item>>;
  /** Of the CSV, by the names of its columns. */
  readonly columns: Readonly<Record<string, (item: Item) => string>>;
  /** A line of the NDJSON; the exact text where there is one. */
  readonly line?: (item: Item) => string;
}

/** Exports what the filters choose, up to 10,000 rows. */
export function ExportChoices<Item>({ name, read, columns, line = JSON.stringify }: ExportMenuProps<Item>) {
  const { t, i18n } = useTranslation();
  const { mutate, isPending } = useMutation({
    mutationFn: async (kind: 'csv' | 'ndjson') => {
      const items = await readAll(read);
      if (kind === 'csv') {
        const rows = items.map((item) => Object.values(columns).map((value) => value(item)));
        download(`${name}.csv`, 'text/csv', toCsv(Object.keys(columns), rows));
      } else {
        download(`${name}.ndjson`, 'application/x-ndjson', items.map((item) => `${line(item)}\n`).join(''));
      }
      return items.length;
    },
    onSuccess: (count) => toast(t('list.exported', { count })),
    onError: problemToast,
  });
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button variant="default" leftSection={<Download size={15} aria-hidden />} loading={isPending}>
          {t('action.export')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => mutate('csv')}>{t('list.csv')}</Menu.Item>
        <Menu.Item onClick={() => mutate('ndjson')}>{t('list.ndjson')}</Menu.Item>
        <Menu.Label>{t('list.limit', { limit: LIMIT.toLocaleString(i18n.language) })}</Menu.Label>
      </Menu.Dropdown>
    </Menu>
  );
}

async function readAll<Item>(read: ExportMenuProps<Item>['read']): Promise<readonly Item[]> {
  const items: Item[] = [];
  let cursor: string | null | undefined;
  while (cursor !== null && items.length < LIMIT) {
    const page: Page<Item> = await read({ limit: PAGE, ...(cursor && { cursor }) });
    items.push(...page.data);
    cursor = page.nextCursor;
  }
  return items.slice(0, LIMIT);
}
