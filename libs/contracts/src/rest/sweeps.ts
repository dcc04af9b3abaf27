import { z } from 'zod';
import { Count, Timestamp } from './common';

/** A round in which messages looks for work that was lost, asked for by an operator. */
export const Sweep = z
  .object({
    state: z.enum(['never', 'running', 'done', 'failed']),
    startedAt: Timestamp.optional(),
    finishedAt: Timestamp.optional(),
    /** Queued again so far. */
    messages: Count,
    deliveries: Count,
    holds: Count,
  })
  .meta({ id: 'Sweep' });
export type Sweep = z.infer<typeof Sweep>;
