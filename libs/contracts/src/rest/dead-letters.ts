import { z } from 'zod';
import { DeliveryId, MessageId, PartnerId, SubscriptionId, TopicId } from '../ids';
import { acceptedRange, PageQuery, pageOf, Timestamp } from './common';
import { AnsweredStatus } from './deliveries';

/** A delivery that was given up, as operators see it: whose it is and what kind of error, never an endpoint, an answer or a payload. */
export const DeadLetter = z
  .object({
    id: DeliveryId,
    messageId: MessageId,
    topicId: TopicId,
    subscriptionId: SubscriptionId,
    partnerId: PartnerId.describe('The subscriber'),
    publisherId: PartnerId,
    reason: z.string().optional(),
    acceptedAt: Timestamp.describe('When the message was accepted: what lists are sorted by, newest first'),
    attempts: z.number().int().min(0).max(50).describe('Those that are kept, at most 50'),
    lastAttemptAt: Timestamp.optional(),
    statusCode: AnsweredStatus.optional(),
    error: z.string().optional().describe('The class of the last error'),
  })
  .meta({ id: 'DeadLetter' });
export type DeadLetter = z.infer<typeof DeadLetter>;
export const DeadLetterPage = pageOf(DeadLetter).meta({ id: 'DeadLetterPage' });

/** By the message's time of acceptance: `from` inclusive, `to` exclusive. */
export const DeadLetterQuery = PageQuery.extend({
  partnerId: PartnerId.optional().describe('Of this subscriber only'),
  topicId: TopicId.optional().describe('Of this topic only'),
  subscriptionId: SubscriptionId.optional().describe('Of this subscription only'),
  ...acceptedRange,
});
export type DeadLetterQuery = z.infer<typeof DeadLetterQuery>;
