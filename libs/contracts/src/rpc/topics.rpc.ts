import { z } from 'zod';
import { PartnerId, SubscriptionId, TopicId } from '../ids';
import type { Filter } from '../rest/filters';
import { LimitOverrides } from '../rest/limits';
import { MessageType } from '../rest/messages';
import { PartnerStatus } from '../rest/partners';
import type { Overview } from '../rest/overview';
import { SubscriptionHealth, SubscriptionStatus } from '../rest/subscriptions';
import { TOPIC_KINDS, TOPIC_STATES } from '../rest/topics';
import { rpc } from './pattern';

/**
 * So long after it began to look at rights and states a dispatcher may begin an attempt because of what it saw, in milliseconds. What
 * takes a right away is answered so much later than it is told: then no attempt begins any more (a lease, as in Gray and Cheriton 1989).
 */
export const LOOK_VALID_MS = 150;

/** A secret of a subscription, sealed with a master key (libs/webhooks SecretBox, context = subscription id). */
const SealedSecret = z.object({ sealed: z.string(), expiresAt: z.iso.datetime().nullable() });

const SnapshotSubscription = z.object({
  id: SubscriptionId,
  partnerId: PartnerId,
  sinceVersion: z.number().int(),
  status: SubscriptionStatus,
  url: z.string(),
  /** Newest first; each attempt is signed with every secret that has not expired. */
  secrets: z.array(SealedSecret),
  /** JSON object of custom headers, sealed like a secret. */
  sealedHeaders: z.string().nullable(),
  retrySchedule: z.array(z.number()).nullable(),
  /** Only messages that match, as the partner sees them; judged once, at fan-out. */
  filter: z.custom<Filter>().nullish(),
  /** Webhooks a second. */
  rateLimit: z.number().int().nullish(),
});
export type SnapshotSubscription = z.infer<typeof SnapshotSubscription>;

const SnapshotGrant = z.object({
  partnerId: PartnerId,
  partnerStatus: PartnerStatus,
  sinceVersion: z.number().int(),
  /** Paths into `data`; all of it when null. */
  fields: z.array(z.string()).nullish(),
  expiresAt: z.string().nullish(),
});
export type SnapshotGrant = z.infer<typeof SnapshotGrant>;

/** All that publishing and delivering need to know of a topic, as of `version`. */
export const TopicSnapshot = z.object({
  topicId: TopicId,
  version: z.number().int(),
  name: z.string(),
  kind: z.enum(TOPIC_KINDS).optional(),
  state: z.enum(TOPIC_STATES),
  ownerId: PartnerId,
  ownerStatus: PartnerStatus,
  /** What the owner may do that differs from the defaults. */
  ownerLimits: LimitOverrides.nullish(),
  /** Of the subscriptions, those that are active. */
  activeSubscriptions: z.number().int().optional(),
  /** As long as the platform keeps messages when null. */
  retentionDays: z.number().int().nullish(),
  /** Paths whose values messages are found by, and the version since which each new message has tokens of them. */
  searchableFields: z.array(z.string()).optional(),
  searchableSince: z.number().int().optional(),
  /** The contracts that are in force, by type; their schemas are asked for one by one (`GetContract`). Not with `subscriptions: true`. */
  contracts: z.array(z.object({ type: MessageType, version: z.number().int() })).optional(),
  grants: z.array(SnapshotGrant),
  /** Empty unless asked for by `subscriptions: true`: publishing does not need the endpoints. */
  subscriptions: z.array(SnapshotSubscription),
});
export type TopicSnapshot = z.infer<typeof TopicSnapshot>;

/**
 * The topic's snapshot; `{ unchanged: true }` when its version is still `ifVersion`. NOT_FOUND for an unknown topic.
 */
export const GetSnapshot = rpc<{ snapshot: TopicSnapshot } | { unchanged: true }>()(
  'topics.get-snapshot',
  z.object({ topicId: TopicId, subscriptions: z.boolean(), ifVersion: z.number().int().optional() }),
);

/** One version of a contract: it never changes. NOT_FOUND when there is none. */
export const GetContract = rpc<{ schema: object | boolean }>()(
  'topics.get-contract',
  z.object({ topicId: TopicId, type: MessageType, version: z.number().int() }),
);

/** Whose subscription it is. NOT_FOUND when there is none. */
export const FindSubscription = rpc<{
  id: string;
  topicId: string;
  partnerId: string;
  status: SubscriptionStatus;
  filter?: Filter | null;
}>()('topics.find-subscription', z.object({ subscriptionId: SubscriptionId }));

/** The endpoint answered 410 Gone: the subscription becomes `disabled`. Answers the topic's new version. */
export const DisableSubscription = rpc<{ version: number }>()(
  'topics.disable-subscription',
  /** `url`: the endpoint that said it; one that has been changed since is not disabled. */
  z.object({ subscriptionId: SubscriptionId, reason: z.enum(['gone']), url: z.string().optional() }),
);

/**
 * What messages found out about the endpoint. `disabled` also disables the subscription. `known`: false when it is gone, or has been
 * put back to work since, so that what was found out is not true of it any more.
 */
export const SetHealth = rpc<{ known: boolean }>()(
  'topics.set-health',
  /** `wasFailing`: it was set failing before. */
  z.object({
    subscriptionId: SubscriptionId,
    health: SubscriptionHealth,
    wasFailing: z.boolean().optional(),
  }),
);

/** The topic in which the platform tells a partner what concerns it; `null` for an unknown partner. */
export const FindEventsTopic = rpc<{ topicId: string | null }>()(
  'topics.find-events-topic',
  z.object({ partnerId: PartnerId }),
);

/** What topics knows of the state of a partner's affairs. Lists are short: a page shows them. */
export interface PartnerAffairs {
  /** Failing or disabled. */
  readonly troubled: Overview['subscriptions'];
  /** The troubled ones and the newest of the others. */
  readonly subscriptions: readonly { readonly id: string; readonly topicId: string }[];
  /** The first of its own ones. */
  readonly topicIds: readonly string[];
  /** Whether it gave or has any. */
  readonly hasGrant: boolean;
  /** What it may read and has no subscription for, the newest grants first; the version before this one does not tell. */
  readonly granted?: Overview['granted'];
}

export const GetPartnerAffairs = rpc<PartnerAffairs>()(
  'topics.get-partner-affairs',
  z.object({ partnerId: PartnerId }),
);

/** A partner as auth's change feed tells it; `seq` rises with each change of any partner. */
export const PartnerChange = z.object({
  id: PartnerId,
  name: z.string(),
  status: PartnerStatus,
  limits: LimitOverrides.nullish(),
  seq: z.number().int(),
});
export type PartnerChange = z.infer<typeof PartnerChange>;

/** Stores changed partners and raises the versions of the topics concerned; answers the highest `seq` stored. */
export const ApplyPartners = rpc<{ seq: number }>()(
  'topics.apply-partners',
  z.object({ partners: z.array(PartnerChange).max(500) }),
);

/** The highest `seq` stored: where the relay goes on after a restart. */
export const PartnerFeedPosition = rpc<{ seq: number }>()('topics.partner-feed-position', z.object({}));
