import { z } from 'zod';
import { DeliveryId, MessageId, PartnerId, SubscriptionId, TopicId } from '../ids';
import { PageQuery, pageOf, Timestamp } from './common';

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

export const Attempt = z
  .object({
    number: z.number().int(),
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
    statusCode: z.number().int().optional(),
    /** The class of what went wrong, such as `timeout` or `status-5xx`. */
    error: z.string().optional(),
    /** The same in plain words. */
    errorMessage: z.string().optional(),
    /** Of the last failures: the beginning of the answer, and the headers that were sent, secret values redacted. */
    response: z.string().optional(),
    requestHeaders: z.record(z.string(), z.string()).optional(),
  })
  .meta({ id: 'Attempt' });
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

/** A delivery as its subscriber sees it. */
export const Delivery = z
  .object({ ...common, subscriptionId: SubscriptionId, attempts: z.array(Attempt) })
  .meta({ id: 'Delivery' });
export type Delivery = z.infer<typeof Delivery>;
export const DeliveryPage = pageOf(Delivery).meta({ id: 'DeliveryPage' });

/** A delivery as the publisher sees it: partner, state and times, never the endpoint or its answers. */
export const DeliverySummary = z
  .object({
    ...common,
    attempts: z.array(z.object({ number: z.number().int(), at: Timestamp })),
  })
  .meta({ id: 'DeliverySummary' });
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
});
export const ExplainedDeliverySummary = DeliverySummary.extend({ explanation: Explanation }).meta({
  id: 'ExplainedDeliverySummary',
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
  topicId: TopicId.optional(),
  messageId: MessageId.optional(),
  state: DeliveryState.optional(),
  /** One attempt answered with this status, and failed with this class of error. */
  statusCode: z.coerce.number().int().min(100).max(599).optional(),
  error: z
    .string()
    .regex(/^[a-z0-9-]{1,40}$/, 'must be an error class such as timeout or status-5xx')
    .optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
};
export const SubscriptionDeliveryQuery = PageQuery.extend(filters);
export type SubscriptionDeliveryQuery = z.infer<typeof SubscriptionDeliveryQuery>;
export const DeliveryQuery = PageQuery.extend({ subscriptionId: SubscriptionId.optional(), ...filters });
export type DeliveryQuery = z.infer<typeof DeliveryQuery>;

/** Deliveries that end when the partner's access does. */
export const WaitingDeliveries = z
  .object({ count: z.number().int(), hasMore: z.boolean().describe('They are counted no further') })
  .meta({ id: 'WaitingDeliveries' });
export type WaitingDeliveries = z.infer<typeof WaitingDeliveries>;
