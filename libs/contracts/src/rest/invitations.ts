import { z } from 'zod';
import { InvitationId, UserId } from '../ids';
import { Role } from '../identity';
import { pageOf, Text, Timestamp } from './common';
import { LinkToken, Password } from './passwords';
import { CompanyName } from './partners';
import { Email } from './users';

export const Invitation = z
  .object({
    id: InvitationId,
    email: z.string(),
    role: Role,
    name: Text(200).nullable(),
    status: z
      .enum(['open', 'expired', 'void'])
      .describe('void: who invited may no longer do so; resend it, and it is yours'),
    invitedBy: UserId,
    createdAt: Timestamp,
    expiresAt: Timestamp,
    sentAt: Timestamp.nullable().describe('When the mail went out; null where none did'),
  })
  .meta({ id: 'Invitation' });
export type Invitation = z.infer<typeof Invitation>;
export const InvitationPage = pageOf(Invitation).meta({ id: 'InvitationPage' });
export const InvitationParams = z.strictObject({ invitationId: InvitationId });

export const CreateInvitation = z
  .strictObject({ email: Email, role: Role, name: Text(200).optional() })
  .meta({ id: 'CreateInvitation' });
export type CreateInvitation = z.infer<typeof CreateInvitation>;

/** `link` is shown this once, and only where no mail is sent: hand it over yourself. */
export const InvitationWithLink = Invitation.extend({ link: z.string().nullable() }).meta({
  id: 'InvitationWithLink',
});
export type InvitationWithLink = z.infer<typeof InvitationWithLink>;

export const LookupInvitation = z.strictObject({ token: LinkToken }).meta({ id: 'LookupInvitation' });
export type LookupInvitation = z.infer<typeof LookupInvitation>;

/** What the invited person may know before joining. */
export const InvitationPreview = z
  .object({
    company: CompanyName,
    email: z.string(),
    role: Role,
    name: Text(200).nullable(),
    expiresAt: Timestamp,
  })
  .meta({ id: 'InvitationPreview' });
export type InvitationPreview = z.infer<typeof InvitationPreview>;

export const AcceptInvitation = z
  .strictObject({
    token: LinkToken,
    name: Text(200).optional().describe('Needed when the invitation has none'),
    password: Password,
  })
  .meta({ id: 'AcceptInvitation' });
export type AcceptInvitation = z.infer<typeof AcceptInvitation>;
