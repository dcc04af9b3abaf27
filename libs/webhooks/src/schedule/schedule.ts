const MAX_DELAYS = 49;
const MAX_DELAY = 7 * 24 * 3600;

/** Seconds to wait after each failed attempt: n delays are n + 1 attempts. */
export type Schedule = readonly number[];

/** At once, then after 5 s, 5 min, 30 min, 2 h, 5 h, 10 h, 14 h, 20 h, 24 h: ten attempts in about three days. */
export const DEFAULT_SCHEDULE: Schedule = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];

/** Each delay is moved by up to ±20 %, so that what failed together does not come back together. */
export const DEFAULT_JITTER = 0.2;

/**
 * Reads a schedule from a setting.
 *
 * @param text seconds separated by commas, decimals allowed: 1–49 delays of 0–604800 s (7 days)
 * @throws RangeError that says which entry is wrong
 * @example parseSchedule('5, 300, 0.5'); // [5, 300, 0.5]
 */
export function parseSchedule(text: string): Schedule {
  const delays = text.split(',').map((entry, index) => {
    if (!/^\s*\d+(\.\d+)?\s*$/.test(entry))
      throw new RangeError(`Delay ${index + 1} is not a number of seconds.`);
    const delay = Number(entry);
    if (delay > MAX_DELAY) throw new RangeError(`Delay ${index + 1} is longer than ${MAX_DELAY} s (7 days).`);
    return delay;
  });
  if (delays.length > MAX_DELAYS) throw new RangeError(`A schedule has at most ${MAX_DELAYS} delays.`);
  return delays;
}

export interface NextAttempt {
  /** Number of the attempt that has just failed, from 1. */
  readonly attempt: number;
  readonly schedule: Schedule;
  /** Share of the delay by which it may move either way, 0–1; default `DEFAULT_JITTER`. */
  readonly jitter?: number;
  readonly now: Date;
  /** Like `Math.random`, the default. */
  readonly random?: () => number;
}

/**
 * When the next attempt is due after one that failed.
 *
 * @returns the time, or undefined when the attempts are used up
 * @example nextAttemptAt({ attempt: 1, schedule: [5], now: new Date() }); // in 4 to 6 seconds
 * @example nextAttemptAt({ attempt: 2, schedule: [5], now: new Date() }); // undefined
 */
export function nextAttemptAt(options: NextAttempt): Date | undefined {
  const { attempt, schedule, jitter = DEFAULT_JITTER, now, random = Math.random } = options;
  const delay = schedule[attempt - 1];
  if (delay === undefined) return undefined;
  const factor = 1 + jitter * (2 * random() - 1);
  return new Date(now.getTime() + delay * factor * 1000);
}
