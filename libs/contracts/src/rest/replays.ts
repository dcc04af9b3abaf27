import { z } from 'zod';
import { ReplayId, SubscriptionId, TopicId } from '../ids';
import { acceptedRange, Count, pageOf, Timestamp } from './common';
import { Filter } from './filters';

/**
 * What of a stretch of time is sent again: `dead` letters; `failed`: those and what waits for a retry; `missing`: messages that the
 * subscription has no delivery of, be they older than itself; `all`: every message. Messages without a delivery are sent if the
 * subscription's filter of today matches.
 */
export const REPLAY_SELECTIONS = ['failed', 'missing', 'dead', 'all'] as const;
export const ReplaySelection = z.enum(REPLAY_SELECTIONS);
export type ReplaySelection = z.infer<typeof ReplaySelection>;

const REPLAY_STATES = ['running', 'done', 'cancelled', 'failed'] as const;
export const ReplayState = z.enum(REPLAY_STATES);
export type ReplayState = z.infer<typeof ReplayState>;

const isForward = ({ from, to }: { from?: string; to?: string }) =>
  from === undefined || to === undefined || Date.parse(from) < Date.parse(to);
const backward = { path: ['to'], error: 'must be later than from' };

/** By the time of acceptance: `from` inclusive, `to` exclusive and never later than now. */
const range = {
  ...acceptedRange,
  /** Only say how many deliveries it would be. */
  dryRun: z.boolean().default(false),
};

export const StartReplay = z
  .strictObject({
    ...range,
    only: ReplaySelection,
    /** Only of messages that match, as you see them. */
    filter: Filter.optional(),
  })
  .refine(isForward, backward)
  .meta({ id: 'StartReplay' });
export type StartReplay = z.infer<typeof StartReplay>;

/** `complete` is false when counting took too long: then there are at least so many. */
export const ReplayCount = z.object({ count: Count, complete: z.boolean() }).meta({ id: 'ReplayCount' });
export type ReplayCount = z.infer<typeof ReplayCount>;

/** `count` is how many deliveries there were to send when it began, once that is known; `done` how many were queued. */
export const Replay = z
  .object({
    id: ReplayId,
    subscriptionId: SubscriptionId,
    topicId: TopicId,
    only: ReplaySelection,
    filter: Filter.optional(),
    from: Timestamp,
    to: Timestamp,
    startedBy: z.enum(['subscriber', 'operator']),
    state: ReplayState,
    /** Why it failed. */
    reason: z.string().optional(),
    count: Count.optional(),
    done: Count,
    createdAt: Timestamp,
    endedAt: Timestamp.optional(),
  })
  .meta({ id: 'Replay' });
export type Replay = z.infer<typeof Replay>;
export const ReplayPage = pageOf(Replay).meta({ id: 'ReplayPage' });
export const ReplayParams = z.strictObject({ replayId: ReplayId });

/** Without `subscriptionId`: of all subscriptions. */
export const RedriveDeadLetters = z
  .strictObject({ ...range, subscriptionId: SubscriptionId.optional() })
  .refine(isForward, backward)
  .meta({ id: 'RedriveDeadLetters' });
export type RedriveDeadLetters = z.infer<typeof RedriveDeadLetters>;

const skipped = Count.describe(
  'Dead letters that stay: their subscription was deleted, may not read the topic any more, or has two replays running (which a dry run does not ask)',
);
export const RedriveCount = ReplayCount.extend({ skipped }).meta({ id: 'RedriveCount' });
export type RedriveCount = z.infer<typeof RedriveCount>;

/**
 * One replay per subscription that has dead letters. What is sent again to one that is paused or disabled, or whose partner is suspended,
 * is held until that ends.
 */
export const Redrive = z.object({ count: Count, skipped, replays: z.array(Replay) }).meta({ id: 'Redrive' });
export type Redrive = z.infer<typeof Redrive>;
