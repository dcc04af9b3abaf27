import type { Schemas } from '../api/client';

/** The limits of a partner, in the order in which people read them. */
export const LIMITS = [
  'topics',
  'subscriptions',
  'apiKeys',
  'messagesPerSecond',
  'deliveriesPerSecond',
  'messageBytes',
] as const satisfies readonly (keyof Schemas['PartnerLimits'])[];
export type Limit = (typeof LIMITS)[number];
