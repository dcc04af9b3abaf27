const HOUR_MS = 3_600_000;

/** Ranges of time that end now, by the parameter `range` of the address. */
export const RANGES = { hour: HOUR_MS, day: 24 * HOUR_MS, week: 7 * 24 * HOUR_MS } as const;
export type Range = keyof typeof RANGES;

const isRange = (text: string | undefined): text is Range => text !== undefined && text in RANGES;

/** Where a range begins, on a full minute so that queries repeat. @example fromOf('hour', Date.now()) // '2026-11-23T19:08:00.000Z' */
export function fromOf(range: string | undefined, now: number): string | undefined {
  if (!isRange(range)) return undefined;
  const minute = 60_000;
  return new Date(Math.floor((now - RANGES[range]) / minute) * minute).toISOString();
}
