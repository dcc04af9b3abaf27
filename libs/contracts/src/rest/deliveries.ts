import { z } from 'zod';
import { DeliveryId, MessageId, PartnerId, SubscriptionId, TopicId } from '../ids';
import { acceptedRange, Count, PageQuery, pageOf, Timestamp } from './common';

export const DELIVERY_STATES = ['pending', 'delivered', 'retrying', 'held', 'dead', 'discarded'] as const;
export const DeliveryState = z.enum(DELIVERY_STATES);
export type DeliveryState = z.infer<typeof DeliveryState>;

export const HOLD_REASONS = [
  'paused',
  'disabled',
  'suspended',
  'retry_after',
  'circuit_open',
  'busy',
  'rate_limited',
  'replay',
] as const;
export const HoldReason = z.enum(HOLD_REASONS);
export type HoldReason = z.infer<typeof HoldReason>;

export const DISCARD_REASONS = ['access_revoked', 'subscription_deleted', 'topic_deleted', 'erased'] as const;
export const DiscardReason = z.enum(DISCARD_REASONS);

/** What an endpoint answered: HTTP allows any three digits. */
export const AnsweredStatus = z
  .number()
  .int()
  .min(100)
  .max(999)
  .meta({ examples: [204] });
/** Counted from 1. */
const AttemptNumber = z.number().int().min(1);

const ATTEMPT = {
  number: 1,
  at: '2026-11-23T20:08:31.000Z',
  durationMs: 38.2,
  timings: { dnsMs: 1.4, connectMs: 11.9, firstByteMs: 24.6 },
  statusCode: 204,
};
export const Attempt = z
  .object({
    number: AttemptNumber,
    at: Timestamp,
    durationMs: z.number(),
    /** The parts of it that came to their end; look-up and connection are absent when a connection was used again. */
    timings: z
      .object({
        dnsMs: z.number().optional(),
        connectMs: z.number().optional(),
        firstByteMs: z.number().optional(),
      })
      .optional(),
    statusCode: AnsweredStatus.optional(),
    /** The class of what went wrong, such as `timeout` or `status-5xx`. */
    error: z.string().optional(),
    /** The same in plain words. */
    errorMessage: z.string().optional(),
    /** Of the last failures: the beginning of the answer, and the headers that were sent, secret values redacted. */
    response: z.string().optional(),
    requestHeaders: z
      .record(z.string(), z.string())
      .optional()
      .meta({ examples: [{ 'content-type': 'application/json', 'anika-attempt': '1' }] }),
  })
  .meta({ id: 'Attempt', examples: [ATTEMPT] });
export type Attempt = z.infer<typeof Attempt>;

const common = {
  id: DeliveryId,
  messageId: MessageId,
  topicId: TopicId,
  partnerId: PartnerId,
  state: DeliveryState,
  reason: z.string().optional(),
  nextAttemptAt: Timestamp.optional(),
};

const SUMMARY = {
  id: 'dlv_01kavwz1w6fzrrjx8m41rp7swe01kavwz1w6fzrrjx8m41rp7swe',
  messageId: 'msg_01kavwz1w6fzrrjx8m41rp7swe',
  topicId: 'top_01kavwz1w6fzrrjx8m41rp7swe',
  partnerId: 'prt_01kavwz1w6fzrrjx8m41rp7swe',
  state: 'delivered',
  attempts: [{ number: ATTEMPT.number, at: ATTEMPT.at }],
};
const DELIVERED = { ...SUMMARY, subscriptionId: 'sub_01kavwz1w6fzrrjx8m41rp7swe', attempts: [ATTEMPT] };
const EXPLAINED = { code: 'delivered', text: 'Attempt 1 delivered it at 2026-11-23T20:08:31.000Z.' };

/** A delivery as its subscriber sees it. */
export const Delivery = z
  .object({ ...common, subscriptionId: SubscriptionId, attempts: z.array(Attempt) })
  .meta({ id: 'Delivery', examples: [DELIVERED] });
export type Delivery = z.infer<typeof Delivery>;
export const DeliveryPage = pageOf(Delivery).meta({ id: 'DeliveryPage' });

/** A delivery as the publisher sees it: partner, state and times, never the endpoint or its answers. */
export const DeliverySummary = z
  .object({
    ...common,
    attempts: z.array(z.object({ number: AttemptNumber, at: Timestamp })),
  })
  .meta({ id: 'DeliverySummary', examples: [SUMMARY] });
export type DeliverySummary = z.infer<typeof DeliverySummary>;

export const EXPLANATION_CODES = [
  'delivered',
  'in_progress',
  'waiting',
  'held',
  'dead',
  'discarded',
  'erased',
  'no_grant',
  'no_subscription',
  'subscribed_later',
  'filter_mismatch',
  'not_fanned_out_yet',
  'not_recorded',
] as const;

/** Why a message did or did not arrive; `until`: nothing happens before. */
export const Explanation = z
  .object({ code: z.enum(EXPLANATION_CODES), text: z.string(), until: Timestamp.optional() })
  .meta({ id: 'Explanation' });
export type Explanation = z.infer<typeof Explanation>;

export const ExplainedDelivery = Delivery.extend({ explanation: Explanation }).meta({
  id: 'ExplainedDelivery',
  examples: [{ ...DELIVERED, explanation: EXPLAINED }],
});
export const ExplainedDeliverySummary = DeliverySummary.extend({ explanation: Explanation }).meta({
  id: 'ExplainedDeliverySummary',
  examples: [{ ...SUMMARY, explanation: EXPLAINED }],
});

/** A partner, or one of the caller's own subscriptions, that the message has no delivery to. */
export const MissingDelivery = z
  .object({
    partnerId: PartnerId,
    subscriptionId: SubscriptionId.optional(),
    explanation: Explanation,
  })
  .meta({ id: 'MissingDelivery' });
export type MissingDelivery = z.infer<typeof MissingDelivery>;

/** `missing` stands in the first page alone, and is whole. */
export const MessageDeliveries = pageOf(z.union([ExplainedDelivery, ExplainedDeliverySummary]))
  .extend({ missing: z.array(MissingDelivery).optional() })
  .meta({ id: 'MessageDeliveries' });
export type MessageDeliveries = z.infer<typeof MessageDeliveries>;
export const DeliveryParams = z.strictObject({ deliveryId: DeliveryId });

/** Which deliveries: by the message's time of acceptance (`from` inclusive, `to` exclusive), by state, by what an attempt came to. */
const filters = {
  topicId: TopicId.optional().describe('Of this topic only'),
  messageId: MessageId.optional().describe('Of this message only'),
  state: DeliveryState.optional().describe('In this state only'),
  statusCode: z.coerce
    .number()
    .int()
    .min(100)
    .max(999)
    .optional()
    .describe('Only those of which an attempt was answered with this status'),
  error: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/, 'must be an error class such as timeout or status-5xx')
    .optional()
    .meta({ examples: ['timeout'] })
    .describe(
      'Only those of which an attempt failed with this class of error (the same attempt, beside `statusCode`)',
    ),
  ...acceptedRange,
};
export const SubscriptionDeliveryQuery = PageQuery.extend(filters);
export type SubscriptionDeliveryQuery = z.infer<typeof SubscriptionDeliveryQuery>;
export const DeliveryQuery = PageQuery.extend({
  subscriptionId: SubscriptionId.optional().describe('Of this subscription only'),
  ...filters,
});
export type DeliveryQuery = z.infer<typeof DeliveryQuery>;

/** Deliveries that end when the partner's access does. */
export const WaitingDeliveries = z
  .object({ count: Count, hasMore: z.boolean().describe('They are counted no further') })
  .meta({ id: 'WaitingDeliveries' });
export type WaitingDeliveries = z.infer<typeof WaitingDeliveries>;
