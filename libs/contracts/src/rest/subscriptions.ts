import { z } from 'zod';
import { PartnerId, SubscriptionId, TopicId } from '../ids';
import { PageQuery, pageOf, Timestamp } from './common';
import { Filter } from './filters';

export const SUBSCRIPTION_STATUSES = ['active', 'paused', 'disabled'] as const;
export const SubscriptionStatus = z.enum(SUBSCRIPTION_STATUSES);
export type SubscriptionStatus = z.infer<typeof SubscriptionStatus>;

const Url = z
  .string()
  .min(1)
  .max(2048)
  .meta({ examples: ['https://api.expobank.example/anika'] });

/** Extra headers of each webhook. Their values are secrets: answers show the names only. */
const Headers = z
  .record(z.string().regex(/^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}$/), z.string().max(1024))
  .refine((headers) => Object.keys(headers).length <= 20, 'at most 20 headers');

/** Seconds to wait before each retry: at most 49 delays (50 attempts), each at most 7 days. */
const RetrySchedule = z.array(z.number().min(0).max(604_800)).max(49);

/** Webhooks a second, over all replicas. */
const RateLimit = z.number().int().min(1).max(10_000);

export const HEALTH_STATES = ['healthy', 'failing', 'disabled'] as const;
/** Whether the endpoint takes what it is sent; the times and the error are those of the present failing. */
export const SubscriptionHealth = z
  .object({
    state: z.enum(HEALTH_STATES),
    /** Since when no attempt has succeeded. */
    failingSince: Timestamp.optional(),
    lastFailureAt: Timestamp.optional(),
    /** The class of the last error, such as `timeout` or `status-5xx`. */
    lastError: z.string().optional(),
    /** When it will be disabled unless an attempt succeeds. */
    disablesAt: Timestamp.optional(),
  })
  .meta({ id: 'SubscriptionHealth' });
export type SubscriptionHealth = z.infer<typeof SubscriptionHealth>;

export const Subscription = z
  .object({
    id: SubscriptionId,
    topicId: TopicId,
    partnerId: PartnerId,
    url: z.string(),
    headerNames: z.array(z.string()),
    retrySchedule: RetrySchedule.nullable(),
    rateLimit: RateLimit.nullable(),
    filter: Filter.nullable(),
    status: SubscriptionStatus,
    statusReason: z.string().nullable(),
    health: SubscriptionHealth,
    createdAt: Timestamp,
    updatedAt: Timestamp,
  })
  .meta({ id: 'Subscription' });
export type Subscription = z.infer<typeof Subscription>;
export const SubscriptionPage = pageOf(Subscription).meta({ id: 'SubscriptionPage' });
export const SubscriptionParams = z.strictObject({ subscriptionId: SubscriptionId });
export const SubscriptionQuery = PageQuery.extend({ topicId: TopicId.optional() });
export type SubscriptionQuery = z.infer<typeof SubscriptionQuery>;

export const CreateSubscription = z
  .strictObject({
    topicId: TopicId,
    url: Url,
    headers: Headers.optional(),
    retrySchedule: RetrySchedule.optional(),
    rateLimit: RateLimit.optional(),
    filter: Filter.optional(),
  })
  .meta({ id: 'CreateSubscription' });
export type CreateSubscription = z.infer<typeof CreateSubscription>;

export const UpdateSubscription = z
  .strictObject({
    url: Url.optional(),
    headers: Headers.nullable().optional(),
    retrySchedule: RetrySchedule.nullable().optional(),
    rateLimit: RateLimit.nullable().optional(),
    filter: Filter.nullable().optional(),
  })
  .meta({ id: 'UpdateSubscription' });
export type UpdateSubscription = z.infer<typeof UpdateSubscription>;

/** `secret` (`whsec_…`, Standard Webhooks) is shown this once. */
export const CreatedSubscription = Subscription.extend({ secret: z.string() }).meta({
  id: 'CreatedSubscription',
});
export type CreatedSubscription = z.infer<typeof CreatedSubscription>;

export const RotateSecret = z
  .strictObject({ overlapHours: z.number().min(0).max(168).default(24) })
  .meta({ id: 'RotateSecret' });
export type RotateSecret = z.infer<typeof RotateSecret>;
export const RotatedSecret = z.object({ secret: z.string() }).meta({ id: 'RotatedSecret' });
