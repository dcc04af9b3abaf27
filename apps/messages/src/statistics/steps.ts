import type { StatisticsQuery, StatisticsStep } from '@anika/contracts';
import type { CounterDocument } from '../mongo/documents';
import { HOUR_MS } from './counters';
import { type Histogram, percentile } from './histogram';

const LENGTH_MS = { hour: HOUR_MS, day: 24 * HOUR_MS } as const;
const COUNTS = ['messages', 'delivered', 'failed', 'held', 'dead'] as const;
export type Count = (typeof COUNTS)[number];

/** The beginnings of all hours or days that the range touches. */
export function beginnings({ from, to, step, utcOffset }: StatisticsQuery): number[] {
  const length = LENGTH_MS[step];
  const shift = step === 'day' ? utcOffset * HOUR_MS : 0;
  const found: number[] = [];
  for (let at = Math.floor((from + shift) / length) * length - shift; at < to; at += length) found.push(at);
  return found;
}

/** One row for each beginning, with zeros where nothing happened. */
export function toSteps(
  query: StatisticsQuery,
  counters: readonly CounterDocument[],
  shown: readonly Count[],
): StatisticsStep[] {
  const starts = beginnings(query);
  const rows = starts.map(() => [] as CounterDocument[]);
  for (const counter of counters)
    rows[Math.floor((counter.at.getTime() - starts[0]!) / LENGTH_MS[query.step])]?.push(counter);
  const tellsDurations = shown.includes('delivered');
  return starts.map((at, index) => ({
    at: new Date(at).toISOString(),
    ...Object.fromEntries(shown.map((name) => [name, sum(rows[index]!, name)])),
    ...(tellsDurations && durations(rows[index]!)),
  }));
}

function sum(counters: readonly CounterDocument[], name: Count): number {
  return counters.reduce((total, counter) => total + (counter[name] ?? 0), 0);
}

function durations(counters: readonly CounterDocument[]): Pick<StatisticsStep, 'p50Ms' | 'p95Ms'> {
  const all: Record<string, number> = {};
  for (const { took = {} } of counters)
    for (const [bucket, count] of Object.entries(took)) all[bucket] = (all[bucket] ?? 0) + count;
  const histogram: Histogram = all;
  const [p50Ms, p95Ms] = [percentile(histogram, 0.5), percentile(histogram, 0.95)];
  return p50Ms === undefined || p95Ms === undefined ? {} : { p50Ms, p95Ms };
}
