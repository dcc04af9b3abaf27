import { z } from 'zod';
import { DeliveryId, MessageId, PartnerId, SubscriptionId, TopicId } from './ids';
import { Outcome } from './rpc/messages.rpc';

/** The prefix of all BullMQ keys. The hash tag keeps a queue's keys in one slot of a Redis Cluster. */
export const QUEUE_PREFIX = '{anika}';
export const QUEUES = {
  fanOut: 'fan-out',
  /** Fan-out jobs of partners that have their share in progress: served in turn by partner. */
  fanOutBacklog: 'fan-out-backlog',
  delivery: 'delivery',
  deadLetter: 'dead-letter',
} as const;

/** The job names inside the queue `delivery`. */
export const DELIVERY_JOBS = { retry: 'retry', release: 'release' } as const;

/** Jobs carry ids only: no payload, secret, address or personal data. */
export const FanOutJob = z.object({
  v: z.literal(1),
  topicId: TopicId,
  publisherId: PartnerId.optional(),
  messageIds: z.array(MessageId).min(1).max(1000),
  /** Of the messages' `data` together. */
  bytes: z.number().int().optional(),
  /** `host:port` (TCP) of the replica of messages that committed them and may answer from memory. */
  from: z.string().optional(),
  recheck: z.boolean().optional(),
  requestId: z.string().optional(),
});
export type FanOutJob = z.infer<typeof FanOutJob>;

export const RetryJob = z.object({
  v: z.literal(1),
  deliveryId: DeliveryId,
  generation: z.number().int(),
  /** An outcome that could not be recorded: the next run records it without sending again. */
  unrecorded: Outcome.optional(),
  requestId: z.string().optional(),
});
export type RetryJob = z.infer<typeof RetryJob>;

export const ReleaseJob = z.object({ v: z.literal(1), subscriptionId: SubscriptionId, topicId: TopicId });
export type ReleaseJob = z.infer<typeof ReleaseJob>;

export const DeadLetterJob = z.object({
  v: z.literal(1),
  deliveryId: DeliveryId,
  generation: z.number().int(),
  /** An error class such as `status-5xx`, never an address or an answer. */
  error: z.string(),
});
export type DeadLetterJob = z.infer<typeof DeadLetterJob>;

/** Ids that are the same for the same work, so that adding twice is adding once. BullMQ forbids `:` and bare integers. */
export const jobIds = {
  retry: (deliveryId: string, generation: number) => `${deliveryId}.${generation}`,
  release: (subscriptionId: string) => `release.${subscriptionId}`,
  recheck: (messageId: string) => messageId,
  deadLetter: (deliveryId: string, generation: number) => `${deliveryId}.${generation}`,
} as const;

/** Redis keys outside the queues. */
export const REDIS_KEYS = {
  /** Integer: the topic's version; only ever raised. */
  topicVersion: (topicId: string) => `${QUEUE_PREFIX}:topic-version:${topicId}`,
  /** Hash of the topic's endpoints to which nothing may be sent for a while: subscription and endpoint → reason and time. */
  pauses: (topicId: string) => `${QUEUE_PREFIX}:pauses:${topicId}`,
  /** There while messages of the topic are being erased and for some minutes after: what is held in memory may be erased. */
  erasing: (topicId: string) => `${QUEUE_PREFIX}:erasing:${topicId}`,
  /** How many webhooks went to a subscription in a second. */
  rate: (subscriptionId: string, second: number) => `${QUEUE_PREFIX}:rate:${subscriptionId}:${second}`,
  /** Microseconds of Redis's clock: when a publisher has worked off what it published. */
  publisher: (partnerId: string) => `${QUEUE_PREFIX}:publisher:${partnerId}`,
  /** Hash: of each replica of messages the time below which it makes no more ids, and when it said so. */
  floors: `${QUEUE_PREFIX}:floors`,
  /** Random text made by the first service that finds none: a new value means that Redis lost its data. */
  epoch: `${QUEUE_PREFIX}:epoch`,
} as const;
