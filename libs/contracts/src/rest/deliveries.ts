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

export const DISCARD_REASONS = ['access_revoked', 'subscription_deleted', 'topic_deleted'] as const;
export const DiscardReason = z.enum(DISCARD_REASONS);

export const Attempt = z
  .object({
    number: z.number().int(),
    at: Timestamp,
    durationMs: z.number(),
    statusCode: z.number().int().optional(),
    /** The class of what went wrong, such as `timeout` or `status-5xx`. */
    error: z.string().optional(),
    /** The same in plain words. */
    errorMessage: z.string().optional(),
    response: z.string().optional(),
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

export const MessageDeliveries = pageOf(z.union([Delivery, DeliverySummary])).meta({
  id: 'MessageDeliveries',
});
export const DeliveryParams = z.strictObject({ deliveryId: DeliveryId });
export const DeliveryQuery = PageQuery.extend({ state: DeliveryState.optional() });
export type DeliveryQuery = z.infer<typeof DeliveryQuery>;
