import { AnikaError, type Subscription } from '@anika/contracts';
import type { SubscriptionEntity } from '../database/subscription.entity';

/** The subscription as its partner sees it: header values and secrets stay inside. */
export function toSubscription(row: SubscriptionEntity): Subscription {
  const {
    id,
    topicId,
    partnerId,
    url,
    headerNames,
    retrySchedule,
    rateLimit,
    filter,
    signatureType,
    publicKey,
    status,
    statusReason,
    health,
  } = row;
  return {
    id,
    topicId,
    partnerId,
    url,
    headerNames,
    retrySchedule,
    rateLimit,
    filter,
    signatureType,
    publicKey,
    status,
    statusReason,
    health,
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

export function noSubscription(id: string): AnikaError {
  return new AnikaError('NOT_FOUND', { detail: `There is no subscription ${id}.` });
}
