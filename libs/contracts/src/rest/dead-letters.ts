import { z } from 'zod';
import { DeliveryId, MessageId, PartnerId, SubscriptionId, TopicId } from '../ids';
import { PageQuery, pageOf, Timestamp } from './common';

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
    attempts: z.number().int().describe('Those that are kept, at most 50'),
    lastAttemptAt: Timestamp.optional(),
    statusCode: z.number().int().optional(),
    error: z.string().optional().describe('The class of the last error'),
  })
  .meta({ id: 'DeadLetter' });
export type DeadLetter = z.infer<typeof DeadLetter>;
export const DeadLetterPage = pageOf(DeadLetter).meta({ id: 'DeadLetterPage' });

/** By the message's time of acceptance: `from` inclusive, `to` exclusive. */
export const DeadLetterQuery = PageQuery.extend({
  partnerId: PartnerId.optional(),
  topicId: TopicId.optional(),
  subscriptionId: SubscriptionId.optional(),
  from: z.iso.datetime({ offset: true }).optional(),
  to: z.iso.datetime({ offset: true }).optional(),
});
export type DeadLetterQuery = z.infer<typeof DeadLetterQuery>;
