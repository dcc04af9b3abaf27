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

export const MAX_HEADERS = 20;
const HeaderName = z
  .string()
  .regex(
    /^[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}$/,
    'the name of a header has 1 to 64 letters, digits, - or others that HTTP allows',
  );
const HeaderValue = z.string().max(1024);

/** Extra headers of each webhook. Their values are secrets: answers show the names only. */
const Headers = z
  .record(HeaderName, HeaderValue)
  .refine((headers) => Object.keys(headers).length <= MAX_HEADERS, `at most ${MAX_HEADERS} headers`)
  .meta({ examples: [{ 'x-api-version': '2' }] });

/** As many may go as come. */
const MAX_CHANGES = 2 * MAX_HEADERS;
const HeaderChanges = z
  .record(HeaderName, HeaderValue.nullable())
  .refine((changes) => Object.keys(changes).length <= MAX_CHANGES, `at most ${MAX_CHANGES} changes`)
  .meta({ examples: [{ 'x-api-version': '2', 'x-old': null }] });

/** Seconds to wait before each retry: at most 49 delays (50 attempts), each at most 7 days. */
const RetrySchedule = z
  .array(z.number().min(0).max(604_800))
  .max(49)
  .meta({ examples: [[5, 300, 1800]] });

/** Webhooks a second, over all replicas. */
const RateLimit = z
  .number()
  .int()
  .min(1)
  .max(10_000)
  .meta({ examples: [50] });

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
  .meta({
    id: 'SubscriptionHealth',
    examples: [
      {
        state: 'failing',
        failingSince: '2026-11-23T20:08:31.000Z',
        lastFailureAt: '2026-11-23T20:13:31.000Z',
        lastError: 'timeout',
        disablesAt: '2026-11-28T20:08:31.000Z',
      },
    ],
  });
export type SubscriptionHealth = z.infer<typeof SubscriptionHealth>;

/** `v1`: HMAC-SHA256 with a shared secret. `v1a`: ed25519, verified with the public key. Both are of Standard Webhooks. */
export const SignatureType = z.enum(['v1', 'v1a']);
export type SignatureType = z.infer<typeof SignatureType>;

/** A secret of your own: `whsec_` + base64 of 24 to 64 bytes, or for `v1a` `whsk_` + base64 of an ed25519 key pair. */
const OwnSecret = z.string().max(128);

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
    signatureType: SignatureType,
    /** `whpk_…`, for `v1a`. */
    publicKey: z.string().nullable(),
    status: SubscriptionStatus,
    statusReason: z.string().nullable(),
    health: SubscriptionHealth,
    createdAt: Timestamp,
    updatedAt: Timestamp,
  })
  .meta({ id: 'Subscription' });
export type Subscription = z.infer<typeof Subscription>;
/** With what people call its topic and the partner that owns it. */
export const DescribedSubscription = Subscription.extend({
  topicName: z
    .string()
    .nullable()
    .describe('`null` when you may not read the topic any more; so is the title'),
  topicTitle: z.string().nullable(),
  ownerId: PartnerId,
  ownerName: z.string(),
}).meta({ id: 'DescribedSubscription' });
export type DescribedSubscription = z.infer<typeof DescribedSubscription>;
export const SubscriptionPage = pageOf(DescribedSubscription).meta({ id: 'SubscriptionPage' });
export const SubscriptionParams = z.strictObject({ subscriptionId: SubscriptionId });
export const SubscriptionQuery = PageQuery.extend({
  topicId: TopicId.optional().describe('To this topic only'),
  status: SubscriptionStatus.optional().describe('Of this status only'),
  health: z.enum(HEALTH_STATES).optional().describe('Of this health only'),
});
export type SubscriptionQuery = z.infer<typeof SubscriptionQuery>;

export const CreateSubscription = z
  .strictObject({
    topicId: TopicId,
    url: Url,
    headers: Headers.optional(),
    retrySchedule: RetrySchedule.optional(),
    rateLimit: RateLimit.optional(),
    filter: Filter.optional(),
    signatureType: SignatureType.default('v1'),
    secret: OwnSecret.optional(),
  })
  .meta({ id: 'CreateSubscription' });
export type CreateSubscription = z.infer<typeof CreateSubscription>;

export const UpdateSubscription = z
  .strictObject({
    url: Url.optional(),
    /** A name with `null` is taken away, other names stay; `null` takes all away. */
    headers: HeaderChanges.nullable().optional(),
    retrySchedule: RetrySchedule.nullable().optional(),
    rateLimit: RateLimit.nullable().optional(),
    filter: Filter.nullable().optional(),
  })
  .meta({ id: 'UpdateSubscription' });
export type UpdateSubscription = z.infer<typeof UpdateSubscription>;

/** `secret` (`whsec_…`, Standard Webhooks) is shown this once; `null` for `v1a`, where `publicKey` is what you need. */
export const CreatedSubscription = Subscription.extend({ secret: z.string().nullable() }).meta({
  id: 'CreatedSubscription',
});
export type CreatedSubscription = z.infer<typeof CreatedSubscription>;

export const RotateSecret = z
  .strictObject({
    /** How long the old secret signs, too. */
    overlapHours: z.number().min(0).max(168).default(24),
    /** Changes the type; the old one signs on for the overlap. */
    signatureType: SignatureType.optional(),
    secret: OwnSecret.optional(),
  })
  .meta({ id: 'RotateSecret' });
export type RotateSecret = z.infer<typeof RotateSecret>;
export const RotatedSecret = z
  .object({ signatureType: SignatureType, secret: z.string().nullable(), publicKey: z.string().nullable() })
  .meta({ id: 'RotatedSecret' });
export type RotatedSecret = z.infer<typeof RotatedSecret>;
