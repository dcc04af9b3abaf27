import { z } from 'zod';
import { AuditEntryId, PartnerId } from '../ids';
import { PageQuery, pageOf, Timestamp } from './common';

/** Every action that the audit log knows: `object.verb`, and what it means. Names stay for good: old entries have them. */
export const AUDIT_ACTIONS = {
  'access_request.approve': 'A request for access to a topic was approved',
  'access_request.create': 'Access to a topic was asked for',
  'access_request.reject':
    'A request for access to a topic was rejected, by its owner or as the topic was deleted',
  'access_request.withdraw': 'A request for access to a topic was taken back',
  'api_key.create': 'An API key was made',
  'api_key.revoke': 'An API key was revoked',
  'api_key.update': 'An API key was renamed',
  'contract.delete': 'The schema of a type of message was removed',
  'contract.put': 'The schema of a type of message was set',
  'dead_letters.redrive': 'An operator sent dead letters of all subscriptions again',
  'delivery.redeliver': 'A delivery was sent again',
  'erasure.start': 'Messages were erased for good',
  'grant.expire': "A partner's access to a topic ended at the time that was set",
  'grant.put': 'A partner was given access to a topic, or other limits of it',
  'grant.revoke': "A partner's access to a topic was ended",
  'inbox.clear': 'A test inbox was emptied',
  'inbox.create': 'A test inbox was opened',
  'inbox.delete': 'A test inbox was deleted',
  'inbox.update': 'A test inbox was told what to answer',
  'invitation.accept': 'A person accepted an invitation and joined the company',
  'invitation.create': 'A person was invited',
  'invitation.resend': 'An invitation was sent again, with a new link',
  'invitation.revoke': 'An invitation was revoked',
  'partner.create': 'An operator created a company',
  'partner.register': 'A company registered itself',
  'partner.update': 'An operator renamed, suspended or resumed a company, or changed its limits',
  'replay.cancel': 'A replay was cancelled',
  'replay.start': 'A replay was started',
  'session.end': 'One session of a person, or all of them, was ended from elsewhere',
  'subscription.create': 'An endpoint was subscribed',
  'subscription.delete': 'A subscription was ended',
  'subscription.disable': 'The platform disabled a subscription whose endpoint is gone or fails',
  'subscription.pause': 'A subscription was paused',
  'subscription.resume': 'A subscription was resumed',
  'subscription.rotate_secret': 'A subscription got a new signing secret',
  'subscription.test': 'A test event was sent',
  'subscription.update': 'A subscription was changed',
  'sweep.start': 'An operator had lost work looked for',
  'topic.create': 'A topic was opened',
  'topic.delete': 'A topic was deleted',
  'topic.update': 'A topic was changed',
  'user.change_password': 'A person changed the own password',
  'user.create': 'A person was added',
  'user.refresh_token_reused': 'A refresh token that was used up came back: that sign-in was ended',
  'user.request_reset': 'A link for a new password was asked for by mail',
  'user.reset_link': 'A link for a new password was made for a person',
  'user.reset_password': 'A new password was set by a link',
  'user.session_misused': "A page of another site tried to change something with a person's browser session",
  'user.sign_in': 'A person signed in, or failed to',
  'user.sign_out': 'A person signed out, in a browser or by revoking a refresh token',
  'user.update':
    "A person's name, role, status, language, e-mail address or choice of notices by mail was changed",
} as const satisfies Record<string, string>;
export type AuditAction = keyof typeof AUDIT_ACTIONS;
export const AuditAction = z
  .enum(Object.keys(AUDIT_ACTIONS) as [AuditAction, ...AuditAction[]])
  .meta({ id: 'AuditAction' });

export const AuditActor = z
  .object({
    kind: z
      .enum(['user', 'key', 'operator', 'partner', 'platform'])
      .describe('`partner`: somebody of another company, whose people are not named'),
    id: z.string().optional().describe('Of the user, the key or the company; the platform itself has none'),
    name: z.string().optional().describe('As of today; for operators, of operators only'),
  })
  .meta({ id: 'AuditActor' });
export type AuditActor = z.infer<typeof AuditActor>;

export const AuditObject = z
  .object({
    type: z.string().meta({ examples: ['topic'] }),
    id: z.string().optional().describe('None where nothing came to be'),
    name: z.string().optional(),
  })
  .meta({ id: 'AuditObject' });
export type AuditObject = z.infer<typeof AuditObject>;

/**
 * `done`; `refused`: nothing was changed; `failed`: an error on our side; `unknown`: it was begun, and what came of it could not be
 * written any more.
 */
export const AuditOutcome = z
  .object({
    result: z.enum(['done', 'refused', 'failed', 'unknown']),
    status: z
      .number()
      .int()
      .min(100)
      .max(599)
      .optional()
      .meta({ examples: [200] })
      .describe('The HTTP status of the answer'),
    code: z.string().optional().describe('The code of the problem'),
  })
  .meta({ id: 'AuditOutcome', examples: [{ result: 'done', status: 200 }] });
export type AuditOutcome = z.infer<typeof AuditOutcome>;

/** Who did what to which object from where. Never a secret, a payload or another value: names of members alone. */
export const AuditEntry = z
  .object({
    id: AuditEntryId,
    at: Timestamp,
    actor: AuditActor,
    // Not the enumeration: what an older or a newer version has written can be read.
    action: z.string().meta({ examples: ['grant.put'] }),
    object: AuditObject,
    related: z.array(AuditObject).describe('What else it concerns, such as the partner of a grant'),
    partnerId: PartnerId.nullable().describe('The company in whose log it stands'),
    changes: z.array(z.string()).describe('The members of the request'),
    outcome: AuditOutcome,
    requestId: z.string(),
    address: z.string().nullable().describe('Of the client; of operators, for operators only'),
    userAgent: z.string().nullable().describe('Cut; of operators, for operators only'),
  })
  .meta({ id: 'AuditEntry' });
export type AuditEntry = z.infer<typeof AuditEntry>;
export const AuditPage = pageOf(AuditEntry).meta({ id: 'AuditPage' });

const AnyId = z
  .string()
  .regex(/^[a-z]{3}_[0-9a-z]{26,52}$/, 'must be an id')
  .meta({ examples: ['top_01kavwz1w6fzrrjx8m41rp7swe'] });

/** All that is given must hold; `from` inclusive, `to` exclusive. */
export const AuditQuery = PageQuery.extend({
  action: AuditAction.optional().describe('This action only'),
  objectId: AnyId.optional().describe('Only what was done to this object, or concerns it'),
  actorId: AnyId.optional().describe('Only what this user, key or company did'),
  from: z.iso.datetime({ offset: true }).optional().describe('Done at this time or later'),
  to: z.iso.datetime({ offset: true }).optional().describe('Done before this time'),
});
export type AuditQuery = z.infer<typeof AuditQuery>;
