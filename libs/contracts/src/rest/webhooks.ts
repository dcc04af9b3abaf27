import { z } from 'zod';
import { AccessRequestId, DeliveryId, MessageId, PartnerId, SubscriptionId, TopicId } from '../ids';
import { AccessLimits, AccessParties } from './access-requests';
import { Count, Timestamp } from './common';
import { MessageType } from './messages';

const envelope = (type: z.ZodType<string>, data: z.ZodType) =>
  z.object({
    id: MessageId,
    type,
    timestamp: Timestamp.describe('When the message was accepted'),
    occurredAt: Timestamp.optional(),
    topic: z.object({ id: TopicId, name: z.string().meta({ examples: ['car-choice'] }) }),
    publisher: z.object({ id: PartnerId }),
    data,
  });

const Concerned = z.looseObject({ subscriptionId: SubscriptionId, topicId: TopicId });
const concerned = {
  subscriptionId: 'sub_01kavwz1w6fzrrjx8m41rp7swe',
  topicId: 'top_01kavwz1w6fzrrjx8m41rp7swe',
};

const GrantedAccess = AccessParties.extend(AccessLimits.shape);
/** The platform took it back with the topic, which its owner has deleted. */
const topicDeleted = z.boolean();

/** What ANIKA sends to endpoints: the body of each kind of webhook. */
export const WEBHOOKS = {
  message: {
    summary: 'A message of a topic that the subscription is to',
    schema: envelope(
      z.string().meta({ examples: ['car.chosen'] }),
      z.unknown().meta({ examples: [{ car: 'Lada Vesta', price: 1_450_000 }] }),
    ).meta({ id: 'MessageWebhook' }),
  },
  test: {
    summary: 'What `POST /subscriptions/{id}/test` sends; no message stands behind it',
    schema: envelope(
      z.literal('anika.test'),
      z.object({ text: z.string(), subscriptionId: SubscriptionId }),
    ).meta({ id: 'TestWebhook' }),
  },
  subscriptionHealth: {
    summary: 'To subscribers of the events topic: an endpoint fails, recovered, or was disabled',
    schema: envelope(
      z.enum(['subscription.failing', 'subscription.recovered', 'subscription.disabled']),
      Concerned.meta({
        examples: [
          {
            ...concerned,
            state: 'failing',
            failingSince: '2026-11-23T20:08:31.000Z',
            failures: 3,
            lastFailureAt: '2026-11-23T20:13:31.000Z',
            lastError: 'timeout',
            disablesAt: '2026-11-28T20:08:31.000Z',
          },
        ],
      }),
    ).meta({ id: 'SubscriptionHealthWebhook' }),
  },
  deliveryDead: {
    summary: 'To subscribers of the events topic: a delivery was given up',
    schema: envelope(
      z.literal('delivery.dead'),
      Concerned.extend({ deliveryId: DeliveryId, messageId: MessageId }).meta({
        examples: [
          {
            ...concerned,
            deliveryId: 'dlv_01kavwz1w6fzrrjx8m41rp7swe01kavwz1w6fzrrjx8m41rp7swe',
            messageId: 'msg_01kavwz1w6fzrrjx8m41rp7swe',
            reason: 'attempts_exhausted',
            attempts: 10,
            lastError: 'timeout',
            lastAttemptAt: '2026-11-23T20:08:31.000Z',
          },
        ],
      }),
    ).meta({ id: 'DeliveryDeadWebhook' }),
  },
  deliveriesExpired: {
    summary: 'To subscribers of the events topic: messages were purged that somebody never got',
    schema: envelope(
      z.literal('topic.deliveries_expired'),
      z.object({ topicId: TopicId, count: Count }),
    ).meta({ id: 'DeliveriesExpiredWebhook' }),
  },
  accessRequested: {
    summary: 'To the owner of a topic, in its events topic: a partner asks for access',
    schema: envelope(
      z.literal('access.requested'),
      GrantedAccess.extend({ requestId: AccessRequestId, reason: z.string() }),
    ).meta({ id: 'AccessRequestedWebhook' }),
  },
  accessApproved: {
    summary: 'To the partner that asked, in its events topic: it may read the topic',
    schema: envelope(z.literal('access.approved'), GrantedAccess.extend({ requestId: AccessRequestId })).meta(
      {
        id: 'AccessApprovedWebhook',
      },
    ),
  },
  accessRejected: {
    summary: 'To the partner that asked, in its events topic: its request was rejected',
    schema: envelope(
      z.literal('access.rejected'),
      AccessParties.extend({ requestId: AccessRequestId, reason: z.string().nullable(), topicDeleted }),
    ).meta({ id: 'AccessRejectedWebhook' }),
  },
  accessGranted: {
    summary: 'To a partner, in its events topic: it was given access without asking, or on other terms',
    schema: envelope(z.enum(['access.granted', 'access.changed']), GrantedAccess).meta({
      id: 'AccessGrantedWebhook',
    }),
  },
  accessRevoked: {
    summary: 'To a partner, in its events topic: it may read the topic no longer',
    schema: envelope(z.literal('access.revoked'), AccessParties.extend({ topicDeleted })).meta({
      id: 'AccessRevokedWebhook',
    }),
  },
  accessExpiring: {
    summary: 'To both, in their events topics: access ends in 7 days, in one day, or has ended',
    schema: envelope(
      z.enum(['access.expiring', 'access.expired']),
      AccessParties.extend({ expiresAt: Timestamp }),
    ).meta({ id: 'AccessExpiringWebhook' }),
  },
  contractChanged: {
    summary:
      'To partners that may read a topic, in their events topics: what messages of a type must be was changed, or is checked no longer',
    schema: envelope(
      z.literal('topic.contract_changed'),
      AccessParties.omit({ partnerId: true, partnerName: true }).extend({
        type: MessageType,
        version: z
          .number()
          .int()
          .min(1)
          .describe('The newest: the one in force, or the one that was removed'),
        compatible: z
          .boolean()
          .describe(
            'Whether it asks nothing new of messages and takes nothing from readers; false for a removal, after which anything may come',
          ),
        removed: z.boolean(),
      }),
    ).meta({ id: 'ContractChangedWebhook' }),
  },
  messagesErased: {
    summary:
      'To subscribers of the events topic: messages that you could read were erased; erase what you keep of them',
    schema: envelope(
      z.literal('messages.erased'),
      z.object({ topicId: TopicId, messageIds: z.array(MessageId).min(1).max(100) }),
    ).meta({ id: 'MessagesErasedWebhook' }),
  },
} as const;
