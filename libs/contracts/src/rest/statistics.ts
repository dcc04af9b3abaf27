import { z } from 'zod';
import { Count, Timestamp } from './common';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** How far back by each step; the counters are kept as long as the longest. */
const MAX_MS = { hour: 31 * DAY_MS, day: 400 * DAY_MS } as const;
export const STATISTICS_DAYS = MAX_MS.day / DAY_MS;
const DEFAULT_MS = { hour: DAY_MS, day: 30 * DAY_MS } as const;

/** `from` inclusive, `to` exclusive, both widened to whole steps. By default the last 24 hours, or the last 30 days. */
export const StatisticsQuery = z
  .strictObject({
    step: z.enum(['hour', 'day']).default('hour').describe('How much time one entry of the answer is'),
    from: z.iso
      .datetime({ offset: true })
      .optional()
      .describe('Where it begins; by default 24 hours before `to`, by day 30 days'),
    to: z.iso.datetime({ offset: true }).optional().describe('Where it ends, by default now'),
    utcOffset: z.coerce
      .number()
      .int()
      .min(-12)
      .max(14)
      .default(0)
      .describe('Where days begin: hours before midnight UTC, such as 3 for Moscow'),
  })
  .transform(({ from, to, ...rest }) => {
    const end = to === undefined ? Date.now() : Date.parse(to);
    return { ...rest, from: from === undefined ? end - DEFAULT_MS[rest.step] : Date.parse(from), to: end };
  })
  .refine(({ from, to }) => from < to, { path: ['from'], error: 'must be earlier than to' })
  .refine(({ from, to, step }) => to - from <= MAX_MS[step], {
    path: ['from'],
    error: 'must be at most 31 days before to by hour, 400 days by day',
  });
export type StatisticsQuery = z.output<typeof StatisticsQuery>;

/**
 * What happened in the hour or day that begins at `at`. `delivered`: deliveries that arrived, each once; `failed`: attempts that
 * failed; `held`: times that a delivery had to wait; `dead`: deliveries given up. `p50Ms` and `p95Ms`: how long the successful attempts
 * took, within 10 %.
 */
export const StatisticsStep = z
  .object({
    at: Timestamp,
    messages: Count.optional(),
    delivered: Count.optional(),
    failed: Count.optional(),
    held: Count.optional(),
    dead: Count.optional(),
    p50Ms: z.number().min(0).optional(),
    p95Ms: z.number().min(0).optional(),
  })
  .meta({
    id: 'StatisticsStep',
    examples: [
      {
        at: '2026-11-23T20:00:00.000Z',
        messages: 120,
        delivered: 118,
        failed: 3,
        held: 2,
        dead: 0,
        p50Ms: 16.9,
        p95Ms: 84.2,
      },
    ],
  });
export type StatisticsStep = z.infer<typeof StatisticsStep>;
export const Statistics = z.object({ data: z.array(StatisticsStep) }).meta({ id: 'Statistics' });
export type Statistics = z.infer<typeof Statistics>;
