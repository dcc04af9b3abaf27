import { Button, Text } from '@mantine/core';
import type { UseInfiniteQueryResult } from '@tanstack/react-query';
import { lazyRouteComponent as lazy, useNavigate } from '@tanstack/react-router';
import { type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './data-table.module.css';
import { ErrorState } from './error-state';
import { SkeletonRows } from './late';

export interface Column<Item> {
  readonly key: string;
  readonly header: string;
  readonly cell: (item: Item) => ReactNode;
  /** CSS width; what is left goes to those without. */
  readonly width?: number | string;
  /** Numbers stand at the right. */
  readonly numeric?: boolean;
  /** Where it stands on a phone, where a row is a card of two lines; `line` unless said. */
  readonly card?: 'title' | 'end' | 'line' | 'hidden';
  /** Its header stands before it on a phone: a bare date or number would say nothing there. */
  readonly labelled?: boolean;
}

interface DataTableProps<Item> {
  readonly label: string;
  readonly query: UseInfiniteQueryResult<readonly Item[]>;
  readonly columns: readonly Column<Item>[];
  readonly rowId: (item: Item) => string;
  /** The page of a row; a click goes there, or calls `onOpen`; a middle click opens it in a tab. */
  readonly rowTo?: (item: Item) => string;
  readonly onOpen?: (item: Item) => void;
  readonly openId?: string;
  readonly empty: ReactNode;
}

const VIRTUAL_ABOVE = 200;
// Few lists get so long.
const VirtualRows = lazy(() => import('./virtual-rows'), 'VirtualRows');
const INTERACTIVE = 'a, button, input, label';

/** A list: sticky head, rows of one height, “load more”, cards on a phone; long ones are drawn only where they are seen. */
export function DataTable<Item>({
  label,
  query,
  columns,
  rowId,
  rowTo,
  onOpen,
  openId,
  empty,
}: DataTableProps<Item>) {
  const { t } = useTranslation();
  const navigate = useNavigate();

  if (query.isPending) return <SkeletonRows />;
  if (query.isError && !query.data)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  const items = query.data ?? [];
  // A search may have more to read without having found anything yet.
  if (items.length === 0 && !query.hasNextPage) return empty;

  const open = (item: Item) => (onOpen ? onOpen(item) : rowTo && void navigate({ to: rowTo(item) }));
  const isClickable = onOpen !== undefined || rowTo !== undefined;
  const first = items.slice(0, VIRTUAL_ABOVE).map((_, index) => index);
  const row = (index: number) => {
    const item = items[index]!;
    const id = rowId(item);
    return (
      <tr
        key={id}
        data-row={id}
        aria-rowindex={index + 1}
        data-clickable={isClickable || undefined}
        data-open={id === openId || undefined}
        onClick={({ target }) => !(target as Element).closest(INTERACTIVE) && open(item)}
        onAuxClick={({ target, button }) =>
          button === 1 && rowTo && !(target as Element).closest(INTERACTIVE) && window.open(rowTo(item))
        }
      >
        {columns.map(({ key, header, cell, numeric, card = 'line', labelled }) => (
          <td
            key={key}
            data-numeric={numeric || undefined}
            data-card={card}
            data-label={labelled ? header : undefined}
          >
            {cell(item)}
          </td>
        ))}
      </tr>
    );
  };
  return (
    <div className={classes.frame}>
      <div className={classes.bar} data-shown={query.isRefetching || undefined} />
      <table className={classes.table} aria-label={label} aria-rowcount={items.length}>
        <thead>
          <tr>
            {columns.map(({ key, header, width, numeric }) => (
              <th key={key} scope="col" title={header} style={{ width }} data-numeric={numeric || undefined}>
                {header}
              </th>
            ))}
          </tr>
        </thead>
        {items.length > VIRTUAL_ABOVE ? (
          <Suspense fallback={<tbody>{first.map(row)}</tbody>}>
            <VirtualRows count={items.length} row={row} />
          </Suspense>
        ) : (
          <tbody>{first.map(row)}</tbody>
        )}
      </table>
      <div className={classes.footer}>
        <Text size="xs" c="dimmed" className="numbers">
          {query.hasNextPage
            ? t('list.more', { count: items.length })
            : t('list.loaded', { count: items.length })}
        </Text>
        {query.hasNextPage && (
          <Button
            variant="default"
            loading={query.isFetchingNextPage}
            onClick={() => void query.fetchNextPage()}
          >
            {t('action.more')}
          </Button>
        )}
      </div>
    </div>
  );
}
