import type { StatisticsStep } from '../api/statistics';

/** What the hours of a day come to. */
export interface Day {
  readonly messages: readonly number[];
  readonly total: number;
  /** Of all attempts those that arrived, 0 to 1; undefined when there were none. */
  readonly success?: number;
}

/** @example dayOf([{ at, delivered: 3, failed: 1 }]).success // 0.75 */
export function dayOf(steps: readonly StatisticsStep[]): Day {
  const sum = (name: 'messages' | 'delivered' | 'failed') =>
    steps.reduce((total, step) => total + (step[name] ?? 0), 0);
  const attempts = sum('delivered') + sum('failed');
  return {
    messages: steps.map(({ messages = 0 }) => messages),
    total: sum('messages'),
    ...(attempts > 0 && { success: sum('delivered') / attempts }),
  };
}
