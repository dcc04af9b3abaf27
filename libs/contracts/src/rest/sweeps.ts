import { z } from 'zod';
import { Timestamp } from './common';

/** A round in which messages looks for work that was lost, asked for by an operator. */
export const Sweep = z
  .object({
    state: z.enum(['never', 'running', 'done', 'failed']),
    startedAt: Timestamp.optional(),
    finishedAt: Timestamp.optional(),
    /** Queued again so far. */
    messages: z.number().int(),
    deliveries: z.number().int(),
    holds: z.number().int(),
  })
  .meta({ id: 'Sweep' });
export type Sweep = z.infer<typeof Sweep>;
