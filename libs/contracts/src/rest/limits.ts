import { z } from 'zod';

/** nginx takes no larger request. */
export const MAX_MESSAGE_BYTES = 1024 * 1024;

const count = (max: number) => z.number().int().min(1).max(max);

/** What a partner may have and do; each has a default for all partners and may be set for one by an operator. */
export const PartnerLimits = z
  .object({
    messagesPerSecond: count(100_000).describe('Messages published a second, over all topics'),
    deliveriesPerSecond: count(1_000_000).describe(
      'Deliveries a second that its messages may ask for: each message counts once for every active subscription of its topic',
    ),
    messageBytes: count(MAX_MESSAGE_BYTES).describe('Bytes of one message'),
    topics: count(100_000).describe('Topics'),
    subscriptions: count(100_000).describe('Subscriptions, over all topics'),
    apiKeys: count(10_000).describe('API keys'),
  })
  .meta({
    id: 'PartnerLimits',
    examples: [
      {
        messagesPerSecond: 1000,
        deliveriesPerSecond: 10_000,
        messageBytes: 262_144,
        topics: 1000,
        subscriptions: 1000,
        apiKeys: 100,
      },
    ],
  });
export type PartnerLimits = z.infer<typeof PartnerLimits>;

/** What differs from the defaults. */
export const LimitOverrides = PartnerLimits.partial();
export type LimitOverrides = z.infer<typeof LimitOverrides>;

/** Merge patch of the overrides: `null` goes back to the default. */
export const UpdateLimits = z
  .strictObject({
    messagesPerSecond: PartnerLimits.shape.messagesPerSecond.nullable().optional(),
    deliveriesPerSecond: PartnerLimits.shape.deliveriesPerSecond.nullable().optional(),
    messageBytes: PartnerLimits.shape.messageBytes.nullable().optional(),
    topics: PartnerLimits.shape.topics.nullable().optional(),
    subscriptions: PartnerLimits.shape.subscriptions.nullable().optional(),
    apiKeys: PartnerLimits.shape.apiKeys.nullable().optional(),
  })
  .meta({ id: 'UpdateLimits', examples: [{ messagesPerSecond: 2000, topics: null }] });
export type UpdateLimits = z.infer<typeof UpdateLimits>;
