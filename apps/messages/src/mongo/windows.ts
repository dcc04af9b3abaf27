const HOUR_MS = 3_600_000;
const GROWTH = 8;

/** A range of time, in milliseconds: `from` inclusive, `to` exclusive. */
export interface Window {
  readonly from: number;
  readonly to: number;
}

/**
 * Cuts a range of time into windows, newest first, each eight times as long as the one before (an hour, eight hours, …). Reading page
 * by page through them costs what the page costs, not what the whole range holds.
 *
 * @example [...windowsBack({ from: 0, to: Date.now() })]
 */
export function* windowsBack({ from, to }: Window): Generator<Window> {
  let length = HOUR_MS;
  for (let end = to; end > from; end -= length / GROWTH) {
    const start = Math.max(from, end - length);
    yield { from: start, to: end };
    length *= GROWTH;
  }
}
