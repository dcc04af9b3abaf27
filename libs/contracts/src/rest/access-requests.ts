import { z } from 'zod';
import { AccessRequestId, ApiKeyId, PartnerId, TopicId, UserId } from '../ids';
import { Count, PageQuery, pageOf, Text, Timestamp } from './common';
import { GrantEnd, GrantFields } from './topics';

export const ACCESS_REQUEST_STATES = ['pending', 'approved', 'rejected', 'withdrawn'] as const;
export const AccessRequestState = z.enum(ACCESS_REQUEST_STATES);
export type AccessRequestState = z.infer<typeof AccessRequestState>;

const Reason = Text(1000);
/** The person or the API key that did it; only their own company sees which, and the platform is none. */
const Actor = z.union([UserId, ApiKeyId]).nullable();
/** A topic, its owner, and the partner that has or wants access. */
export const AccessParties = z.object({
  topicId: TopicId,
  topicName: z.string(),
  topicTitle: z.string(),
  ownerId: PartnerId,
  ownerName: z.string(),
  partnerId: PartnerId,
  partnerName: z.string(),
});
export const AccessLimits = z.object({ fields: GrantFields.nullable(), expiresAt: Timestamp.nullable() });

const AccessDecision = z
  .object({
    at: Timestamp,
    by: Actor,
    reason: z.string().nullable(),
    /** What the grant shows and how long it lasts, when approved. */
    granted: AccessLimits.nullable(),
  })
  .meta({ id: 'AccessDecision' });

/** `topicName` and `topicTitle` are those of the time of asking: the request is still there when the topic is not. */
export const AccessRequest = z
  .object({
    id: AccessRequestId,
    ...AccessParties.shape,
    state: AccessRequestState.meta({ examples: ['approved'] }),
    reason: z.string(),
    ...AccessLimits.shape,
    requestedBy: Actor,
    createdAt: Timestamp,
    decision: AccessDecision.nullable(),
  })
  .meta({ id: 'AccessRequest' });
export type AccessRequest = z.infer<typeof AccessRequest>;
export const AccessRequestPage = pageOf(AccessRequest).meta({ id: 'AccessRequestPage' });
export const AccessRequestParams = z.strictObject({ requestId: AccessRequestId });

/** Newest first. */
export const TopicAccessRequestQuery = PageQuery.extend({
  state: AccessRequestState.optional().describe('In this state only'),
});
export type TopicAccessRequestQuery = z.infer<typeof TopicAccessRequestQuery>;

export const ACCESS_DIRECTIONS = ['incoming', 'outgoing'] as const;
/** `incoming`: to your topics; `outgoing`: those that you have made. `partnerId`: the other side. */
export const AccessRequestQuery = TopicAccessRequestQuery.extend({
  direction: z
    .enum(ACCESS_DIRECTIONS)
    .default('incoming')
    .describe('`incoming`: to your topics; `outgoing`: those that you have made'),
  partnerId: PartnerId.optional().describe('With this other side only'),
});
export type AccessRequestQuery = z.infer<typeof AccessRequestQuery>;

/** How many are pending. */
export const AccessRequestCounts = z
  .object({ incoming: Count, outgoing: Count })
  .meta({ id: 'AccessRequestCounts' });
export type AccessRequestCounts = z.infer<typeof AccessRequestCounts>;

export const CreateAccessRequest = z
  .strictObject({
    /** What the data is wanted for; the owner decides by it. */
    reason: Reason.meta({ examples: ['To offer car loans to your clients'] }),
    fields: GrantFields.nullable().default(null),
    expiresAt: GrantEnd.nullable().default(null),
  })
  .meta({ id: 'CreateAccessRequest' });
export type CreateAccessRequest = z.infer<typeof CreateAccessRequest>;

/** What is left out is as it was asked for; `null` is all of `data`, or no end. */
export const ApproveAccessRequest = z
  .strictObject({ fields: GrantFields.nullable().optional(), expiresAt: GrantEnd.nullable().optional() })
  .meta({ id: 'ApproveAccessRequest' });
export type ApproveAccessRequest = z.infer<typeof ApproveAccessRequest>;

export const RejectAccessRequest = z
  .strictObject({ reason: Reason.optional() })
  .meta({ id: 'RejectAccessRequest' });
export type RejectAccessRequest = z.infer<typeof RejectAccessRequest>;
