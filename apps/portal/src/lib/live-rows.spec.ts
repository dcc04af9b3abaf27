import { readNewest, splitRows, withRows } from './live-rows';

const row = (number: number) => ({ id: `msg_${String(number).padStart(6, '0')}` });
const rows = (from: number, to: number) =>
  Array.from({ length: from - to + 1 }, (_, index) => row(from - index));

/** A list that holds rows 1…newest. */
const list = (newest: number) => {
  const cursors: (string | undefined)[] = [];
  const read = async ({ limit, cursor }: { readonly limit: number; readonly cursor?: string }) => {
    cursors.push(cursor);
    const from = cursor === undefined ? newest : Number(cursor);
    const to = Math.max(1, from - limit + 1);
    return { data: rows(from, to), nextCursor: to === 1 ? null : String(to - 1) };
  };
  return { read, cursors };
};

describe('Live rows', () => {
  it('are read until well behind the newest known one', async () => {
    const { read, cursors } = list(700);
    const known = rows(200, 1).map(({ id }) => id);
    const found = await readNewest(read, known);
    expect(found.length).toBe(600);
    expect(found.at(-1)).toEqual(row(101));
    expect(cursors.length).toBe(6);
  });

  it('are one page when nothing is known or little is new', async () => {
    expect((await readNewest(list(700).read, [])).length).toBe(100);
    expect(
      (
        await readNewest(
          list(203).read,
          rows(200, 101).map(({ id }) => id),
        )
      ).length,
    ).toBe(200);
  });

  it('stop growing', async () => {
    expect((await readNewest(list(5000).read, [row(1).id])).length).toBe(1000);
  });

  it('wait when they are new and change in place when they are known', () => {
    const { fresh, changed } = splitRows(rows(3, 1), [row(2).id, row(1).id], false);
    expect(fresh).toEqual([row(3)]);
    expect([...changed.keys()]).toEqual([row(2).id, row(1).id]);
  });

  it('are not new when they stand on the next page', () => {
    const known = [row(3).id, row(2).id];
    expect(splitRows(rows(4, 1), known, true).fresh).toEqual([row(4)]);
    expect(splitRows(rows(4, 1), known, false).fresh).toEqual([row(4), row(1)]);
  });

  it('are put in where they belong, none twice', () => {
    const pages = [
      { data: [row(5), row(3)], nextCursor: 'a' },
      { data: [row(2)], nextCursor: null },
    ];
    const [first, second] = withRows(pages, [row(6), row(5), row(4), row(2)]);
    expect(first!.data).toEqual([row(6), row(5), row(4), row(3)]);
    expect(second!.data).toEqual([row(2)]);
  });
});
