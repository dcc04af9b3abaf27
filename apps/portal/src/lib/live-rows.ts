import type { Page } from '../api/pages';

export interface LiveRow {
  readonly id: string;
}
type Read<Item> = (page: { readonly limit: number; readonly cursor?: string }) => Promise<Page<Item>>;

const PAGE = 100;
/** Above this many the list is read anew instead. */
export const MOST_WAITING = 1000;
/** Rows may be recorded in another order than that of their ids; so far behind the newest known one it is looked again. */
const OVERLAP = 100;

/**
 * The newest rows of a list: its first page, and on until one is reached that stands well behind the newest known one.
 *
 * @param known the ids of the list that is shown, newest first
 */
export async function readNewest<Item extends LiveRow>(
  read: Read<Item>,
  known: readonly string[],
): Promise<readonly Item[]> {
  const floor = known[Math.min(OVERLAP, known.length) - 1] ?? '';
  const isReached = (row: Item | undefined) => floor === '' || row === undefined || row.id <= floor;
  const rows: Item[] = [];
  let cursor: string | null | undefined;
  do {
    const page: Page<Item> = await read({ limit: PAGE, ...(cursor && { cursor }) });
    rows.push(...page.data);
    cursor = page.nextCursor;
  } while (cursor !== null && rows.length < MOST_WAITING && !isReached(rows.at(-1)));
  return rows;
}

/**
 * What was read beside what is shown: rows that are new wait, those that are known take their new state where they stand.
 *
 * @param hasMore the list goes on: what is older than its last row stands on the next page and is not new
 * @example splitRows([{ id: 'b', state: 'ok' }], ['a'], true).fresh // [{ id: 'b', state: 'ok' }]
 */
export function splitRows<Item extends LiveRow>(
  rows: readonly Item[],
  known: readonly string[],
  hasMore: boolean,
) {
  const ids = new Set(known);
  const oldest = hasMore ? (known.at(-1) ?? '') : '';
  return {
    fresh: rows.filter(({ id }) => !ids.has(id) && id > oldest),
    changed: new Map(rows.filter(({ id }) => ids.has(id)).map((row) => [row.id, row])),
  } as const;
}

/** Pages of a list with rows put in where their ids belong, none twice. */
export function withRows<Item extends LiveRow>(
  pages: readonly Page<Item>[],
  fresh: readonly Item[],
): readonly Page<Item>[] {
  const ids = new Set(pages.flatMap(({ data }) => data.map(({ id }) => id)));
  const news = fresh.filter(({ id }) => !ids.has(id));
  const [first, ...rest] = pages;
  if (!first || news.length === 0) return pages;
  const data = [...news, ...first.data].toSorted((one, other) => (one.id < other.id ? 1 : -1));
  return [{ ...first, data }, ...rest];
}
