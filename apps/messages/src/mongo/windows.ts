import { timeOfId } from '@anika/contracts';

const FIRST_MS = 10_000;
const GROWTH = 4;
/** Ids of other hosts may be made by a clock that is a little ahead or behind. */
export const CLOCK_SLACK_MS = 60_000;

/** A range of time, in milliseconds: `from` inclusive, `to` exclusive. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/** What is to be read, newest first: not before `since` (an id: nothing there is older), `from`, `to`, and below the id `before`. */
export interface Past {
  readonly since: string;
  readonly from?: string;
  readonly to?: string;
  readonly before?: string;
}

/** The time in which ids of that past can be. */
export function rangeOf({ since, from, to, before }: Past, now = Date.now()): Window {
  return {
    from: Math.max(timeOfId(since) - CLOCK_SLACK_MS, from === undefined ? 0 : Date.parse(from)),
    to: Math.min(
      now + CLOCK_SLACK_MS,
      to === undefined ? Number.POSITIVE_INFINITY : Date.parse(to),
      before === undefined ? Number.POSITIVE_INFINITY : timeOfId(before) + 1,
    ),
  };
}

/**
 * Cuts a range of time into windows, newest first, each four times as long as the one before (ten seconds, forty, three minutes …).
 * Reading page by page through them costs what the page costs, not what the whole range holds. What is newer than `now` is hardly
 * ever there and belongs to the first window.
 *
 * @example [...windowsBack({ from: 0, to: Date.now() })]
 */
export function* windowsBack({ from, to }: Window, now = Date.now()): Generator<Window> {
  let length = FIRST_MS;
  for (let end = to; end > from;) {
    const start = Math.max(from, Math.min(end, now) - length);
    yield { from: start, to: end };
    end = start;
    length *= GROWTH;
  }
}

/** Reads the newest `count` rows of a range: `read` gets one window after the other, and how many rows are missing. */
export async function readBack<Row>(
  range: Window,
  count: number,
  read: (window: Window, limit: number) => Promise<readonly Row[]>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const window of windowsBack(range)) {
    rows.push(...(await read(window, count - rows.length)));
    if (rows.length >= count) break;
  }
  return rows;
}

/** Reads the oldest `count` rows of a range, window by window like `readBack`, the other way. */
export async function readForth<Row>(
  { from, to }: Window,
  count: number,
  read: (window: Window, limit: number) => Promise<readonly Row[]>,
): Promise<Row[]> {
  const rows: Row[] = [];
  let length = FIRST_MS;
  for (let start = from; start < to && rows.length < count; length *= GROWTH) {
    const end = Math.min(to, start + length);
    rows.push(...(await read({ from: start, to: end }, count - rows.length)));
    start = end;
  }
  return rows;
}
