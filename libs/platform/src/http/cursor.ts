import { AnikaError, type Page } from '@anika/contracts';

/** The cursor that continues a list after the row with this id. Opaque to callers. */
export function cursorAfter(id: string): string {
  return Buffer.from(id).toString('base64url');
}

/**
 * The id inside a cursor, or undefined without one.
 *
 * @throws {AnikaError} VALIDATION_FAILED when the text is not a cursor of ours (`isValid` says no).
 */
export function readCursor(cursor: string | undefined, isValid: (id: string) => boolean): string | undefined {
  if (cursor === undefined) return undefined;
  const id = Buffer.from(cursor, 'base64url').toString();
  if (isValid(id)) return id;
  throw new AnikaError('VALIDATION_FAILED', {
    errors: [
      { pointer: '?cursor', code: 'INVALID', message: 'is not a cursor from nextCursor of this list' },
    ],
  });
}

/**
 * A page out of rows that were read with one more than the limit, to see whether there is a next page.
 *
 * @example toPage(rows, 50, (row) => row.id, toTopic)
 */
export function toPage<Row, Item>(
  rows: readonly Row[],
  limit: number,
  idOf: (row: Row) => string,
  toItem: (row: Row) => Item,
): Page<Item> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    data: shown.map(toItem),
    nextCursor: rows.length > limit && last ? cursorAfter(idOf(last)) : null,
  };
}
