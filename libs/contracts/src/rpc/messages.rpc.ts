import { z } from 'zod';
import { DeliveryId, MessageId, PartnerId, SubscriptionId, TopicId } from '../ids';
import { MessageType } from '../rest/messages';
import { Attempt, DISCARD_REASONS, HOLD_REASONS } from '../rest/deliveries';
import type { PlatformWork } from '../rest/overview';
import { rpc } from './pattern';

/** A message as the dispatcher needs it; `data` is the exact text that was published. */
export interface StoredMessage {
  readonly id: string;
  readonly topicId: string;
  readonly topicVersion: number;
  readonly publisherId: string;
  readonly type: string;
  readonly createdAt: string;
  readonly occurredAt?: string;
  readonly data: string;
}

/**
 * The messages of one fan-out job; those that no longer exist are missing from the answer. With `recheck` also the ids of
 * the deliveries that exist already.
 */
export const LoadMessages = rpc<{ messages: StoredMessage[]; existing: string[] }>()(
  'messages.load',
  z.object({ messageIds: z.array(MessageId).min(1).max(1000), recheck: z.boolean() }),
);

/** Which of the messages were erased: asked before an attempt while an erasure may be running. */
export const FindErased = rpc<{ messageIds: string[] }>()(
  'messages.find-erased',
  z.object({ messageIds: z.array(MessageId).min(1).max(1000) }),
);

const Result = z.discriminatedUnion('state', [
  z.object({ state: z.literal('delivered') }),
  /** Begun, not settled yet: owned by the dispatcher until `dueAt`. */
  z.object({ state: z.literal('pending'), dueAt: z.iso.datetime() }),
  z.object({ state: z.literal('retrying'), dueAt: z.iso.datetime() }),
  z.object({ state: z.literal('held'), reason: z.enum(HOLD_REASONS), until: z.iso.datetime().optional() }),
  z.object({ state: z.literal('dead'), reason: z.enum(['attempts_exhausted', 'blocked_address']) }),
  z.object({ state: z.literal('discarded'), reason: z.enum(DISCARD_REASONS) }),
]);

/** What became of one delivery at its first look or in one attempt. */
export const Outcome = z.object({
  deliveryId: DeliveryId,
  topicId: TopicId,
  /** The subscriber. */
  partnerId: PartnerId,
  publisherId: PartnerId,
  /** 0 for what fan-out begins; otherwise what `begin` or `claim` answered. */
  generation: z.number().int(),
  /** Attempts used in this generation once this outcome is counted. */
  attemptsUsed: z.number().int(),
  result: Result,
  attempt: Attempt.optional(),
  /** The subscription had another URL by the end of the attempt, of whose health its failure tells nothing. */
  isOfFormerUrl: z.literal(true).optional(),
});
export type Outcome = z.infer<typeof Outcome>;

/**
 * Writes outcomes in bulk and answers when they are durable. An outcome for a delivery that does not exist inserts it (fan-out);
 * one for an existing delivery counts only if the delivery is still `pending` in that generation. `closed` messages have an
 * outcome recorded for every target. Repeating the call changes nothing.
 */
export const RecordOutcomes = rpc<{ recorded: number }>()(
  'messages.record',
  z.object({ outcomes: z.array(Outcome).max(2000), closed: z.array(MessageId).max(2000) }),
);

/** One delivery that the caller now owns for 20 seconds. `attemptNumber` is of this attempt, counted over all generations. */
export interface DeliveryUnit {
  readonly deliveryId: string;
  readonly subscriptionId: string;
  readonly partnerId: string;
  readonly generation: number;
  readonly attemptsUsed: number;
  readonly attemptNumber: number;
  readonly message: StoredMessage;
}

/** `go`: attempt it. `wait`: not due before `dueAt`. `stop`: nothing to do (done, another generation, gone). */
export type BeginAnswer =
  | { readonly verdict: 'go'; readonly unit: DeliveryUnit }
  | { readonly verdict: 'wait'; readonly dueAt: string }
  | { readonly verdict: 'stop' };

/** Takes one delivery for an attempt: a conditional update to `pending`. */
export const BeginDelivery = rpc<BeginAnswer>()(
  'messages.begin',
  z.object({ deliveryId: DeliveryId, generation: z.number().int() }),
);

/** Takes the oldest held deliveries of a subscription for an attempt each. */
export const ClaimHeld = rpc<{ units: DeliveryUnit[]; rev: number }>()(
  'messages.claim-held',
  z.object({ subscriptionId: SubscriptionId, limit: z.number().int().min(1).max(500) }),
);

/** Nothing is held any more: forgets the hold unless something was held since `rev`. */
export const EndHold = rpc<{ ended: boolean }>()(
  'messages.end-hold',
  z.object({ subscriptionId: SubscriptionId, rev: z.number().int() }),
);

/** Called by topics when a subscription may go on or is gone: queues the release of what is held (or its discarding). */
export const ReleaseHeld = rpc<{ queued: boolean }>()(
  'messages.release-held',
  z.object({ subscriptionId: SubscriptionId, topicId: TopicId }),
);

/** An endpoint has taken a test event: if it counts as failing, that ends as by any success. */
export const NoteWorking = rpc<{ noted: boolean }>()(
  'messages.note-working',
  z.object({ subscriptionId: SubscriptionId, at: z.iso.datetime() }),
);

/** One thing that a partner is told in its events topic. */
export const PlatformEvent = z.object({
  /** The same event twice, after a crash, is one message. */
  key: z.string(),
  /** Whom it concerns. */
  partnerId: PartnerId,
  type: MessageType,
  data: z.record(z.string(), z.unknown()),
});
export type PlatformEvent = z.infer<typeof PlatformEvent>;

/**
 * Publishes events, those of one partner in their order, as many as it can in a second and one of each partner at least; answers the keys
 * of those that are on disk. Repeating it publishes nothing twice.
 */
export const TellEvents = rpc<{ told: string[] }>()(
  'messages.tell-events',
  z.object({ events: z.array(PlatformEvent).min(1).max(100) }),
);

/** Deletes a batch of a deleted topic's messages and deliveries; repeat until `done`. */
export const PurgeTopic = rpc<{ done: boolean }>()('messages.purge-topic', z.object({ topicId: TopicId }));

/** What is under way on the whole platform, for operators. */
export const GetPlatformWork = rpc<PlatformWork>()('messages.get-platform-work', z.object({}));
