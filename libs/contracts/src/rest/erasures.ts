import { z } from 'zod';
import { ErasureId, MessageId, TopicId, UserId } from '../ids';
import { acceptedRange, Count, pageOf, Timestamp } from './common';
import { Filter } from './filters';

const MAX_IDS = 1000;

/** Only say how many messages it would be. */
const dryRun = z.boolean().default(false);

/**
 * Which messages of the topic are erased: those that match (`from` inclusive, `to` exclusive, by the time of acceptance), or those with
 * these ids. Messages that are published later are not erased.
 */
export const EraseMessages = z
  .xor([
    z
      .strictObject({
        filter: Filter.refine((filter) => Object.keys(filter).length > 0, 'must say which messages'),
        ...acceptedRange,
        dryRun,
      })
      .refine(({ from, to }) => !from || !to || Date.parse(from) < Date.parse(to), {
        path: ['to'],
        error: 'must be later than from',
      }),
    z.strictObject({ messageIds: z.array(MessageId).min(1).max(MAX_IDS), dryRun }),
  ])
  .meta({ id: 'EraseMessages' });
export type EraseMessages = z.infer<typeof EraseMessages>;

/** `complete` is false when counting took too long: then there are at least so many. */
export const ErasureCount = z.object({ count: Count, complete: z.boolean() }).meta({ id: 'ErasureCount' });
export type ErasureCount = z.infer<typeof ErasureCount>;

export const ErasureState = z.enum(['running', 'done', 'failed']);
export type ErasureState = z.infer<typeof ErasureState>;

/**
 * The receipt of an erasure. It outlives what was erased, so it has the paths of the filter and not the values, which may be personal
 * data themselves. `count`: how many messages there were when it began, once that is known; `done`: how many were erased.
 */
export const Erasure = z
  .object({
    id: ErasureId,
    topicId: TopicId,
    state: ErasureState,
    /** Why it failed. */
    reason: z.string().optional(),
    by: z.enum(['filter', 'ids']),
    paths: z.array(z.string()).optional().describe('What the filter asks for, without the values'),
    from: Timestamp.optional(),
    to: Timestamp.optional(),
    count: Count.optional(),
    done: Count,
    requestedBy: z
      .object({ userId: UserId.optional(), credentialId: z.string() })
      .describe('The user, or the API key'),
    createdAt: Timestamp,
    endedAt: Timestamp.optional(),
  })
  .meta({ id: 'Erasure' });
export type Erasure = z.infer<typeof Erasure>;
export const ErasurePage = pageOf(Erasure).meta({ id: 'ErasurePage' });
export const ErasureParams = z.strictObject({ erasureId: ErasureId });
