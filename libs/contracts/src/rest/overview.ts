import { z } from 'zod';
import { PartnerId, SubscriptionId, TopicId } from '../ids';
import { Count, Timestamp } from './common';
import { HoldReason } from './deliveries';
import { ServiceStatus, PlatformHealth } from './status';
import { Subscription } from './subscriptions';
import { Sweep } from './sweeps';

/** So many are counted; `hasMore` says that there are others. */
const Counted = { count: Count, hasMore: z.boolean() };

/** A subscription that is failing, or was disabled. */
const Troubled = Subscription.pick({
  id: true,
  topicId: true,
  url: true,
  status: true,
  statusReason: true,
  health: true,
  updatedAt: true,
}).extend({ topicTitle: z.string().nullable() });

/** What a new partner does first, and whether it has. */
const Steps = z.object({
  topic: z.boolean().describe('It owns a topic'),
  message: z.boolean().describe('It has published a message that is still kept'),
  grant: z.boolean().describe('It has let a partner read, or may read what another one publishes'),
  subscription: z.boolean().describe('It has a subscription'),
  delivery: z.boolean().describe('One of its endpoints has taken a webhook'),
});

/** What needs the attention of a partner, in one answer; lists are short, counts end at 100 each. */
export const Overview = z
  .object({
    at: Timestamp,
    subscriptions: z
      .array(Troubled)
      .describe('Failing or disabled, at most 50; `health.failingSince` says since when'),
    unsteady: z
      .array(z.object({ subscriptionId: SubscriptionId, lastFailureAt: Timestamp, lastError: z.string() }))
      .describe('Whose last attempt failed, at most 50; three in a row make a subscription failing'),
    deadLetters: z
      .array(z.object({ subscriptionId: SubscriptionId, topicId: TopicId, ...Counted }))
      .describe('By subscription, at most 50'),
    held: z
      .array(z.object({ reason: HoldReason, subscriptions: Count, ...Counted }))
      .describe('What waits, by reason'),
    granted: z
      .array(
        z.object({
          topicId: TopicId,
          topicTitle: z.string(),
          ownerId: PartnerId,
          ownerName: z.string(),
          grantedAt: Timestamp,
        }),
      )
      .describe('What you may read and have no subscription for: the newest grants, at most 50'),
    steps: Steps,
  })
  .meta({ id: 'Overview' });
export type Overview = z.infer<typeof Overview>;

const ByReason = z.object({
  reasons: z.array(z.object({ reason: z.string(), count: Count })),
  hasMore: z.boolean().describe('Only the first 10,000 were counted'),
});

const Work = z.object({
  oldestDueSeconds: z.number().min(0).describe('How long the most overdue message or delivery has been due'),
  deliveriesPerSecond: z.number().min(0).describe('Of messages accepted in the last ten seconds'),
  held: ByReason,
  dead: ByReason,
  sweep: Sweep.describe('The last regular round in which messages looked for lost work'),
});
export type PlatformWork = z.infer<typeof Work>;

const QueueDepth = z.object({
  name: z.string(),
  waiting: Count,
  active: Count,
  delayed: Count,
  failed: Count,
});
export type QueueDepth = z.infer<typeof QueueDepth>;

/** How the platform is doing, for operators. */
export const PlatformOverview = z
  .object({
    status: PlatformHealth,
    at: Timestamp,
    services: z.array(ServiceStatus),
    queues: z.array(QueueDepth).nullable().describe('`null` while Redis does not answer'),
    work: Work.nullable().describe('`null` while messages does not answer'),
  })
  .meta({ id: 'PlatformOverview' });
export type PlatformOverview = z.infer<typeof PlatformOverview>;
