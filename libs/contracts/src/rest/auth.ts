import { z } from 'zod';
import { CREDENTIALS, Locale, Scope } from '../identity';
import { StorableText, Text } from './common';
import { NoticeChoice, UpdateNoticeChoice } from './notices';
import { Partner } from './partners';
import { PASSWORD_LENGTH, PasswordTried } from './passwords';
import { Email, User } from './users';

const Secret = z.string().min(1).max(1024);

/** OAuth 2.0 token request (RFC 6749 sections 4.3 and 6), as a form or as JSON. */
export const TokenRequest = z
  .discriminatedUnion('grant_type', [
    z.object({ grant_type: z.literal('password'), username: StorableText.min(1).max(254), password: Secret }),
    z.object({ grant_type: z.literal('refresh_token'), refresh_token: Secret }),
  ])
  .meta({ id: 'TokenRequest' });
export type TokenRequest = z.infer<typeof TokenRequest>;

export const TokenAnswer = z
  .object({
    access_token: z.string(),
    token_type: z.literal('Bearer'),
    expires_in: z
      .number()
      .int()
      .min(1)
      .meta({ examples: [900] }),
    refresh_token: z.string(),
  })
  .meta({ id: 'TokenAnswer' });
export type TokenAnswer = z.infer<typeof TokenAnswer>;

/** RFC 7009: revoking a refresh token ends its whole family; an unknown token is answered like a known one. */
export const RevokeRequest = z
  .object({ token: Secret, token_type_hint: z.string().optional() })
  .meta({ id: 'RevokeRequest' });
export type RevokeRequest = z.infer<typeof RevokeRequest>;

export const SessionRequest = z
  .strictObject({ email: StorableText.min(1).max(254), password: Secret })
  .meta({ id: 'SessionRequest' });
export type SessionRequest = z.infer<typeof SessionRequest>;

export const Me = z
  .object({
    user: User.nullable().describe('null for an API key'),
    partner: Partner,
    role: z.string(),
    scopes: z.array(Scope),
    credential: z.object({ kind: z.enum(CREDENTIALS), id: z.string() }),
    notices: NoticeChoice.nullable().describe('What comes to me by mail; null for API keys and operators'),
  })
  .meta({ id: 'Me' });
export type Me = z.infer<typeof Me>;

/** Merge patch of one's own account; another e-mail address needs the password. */
export const UpdateMe = z
  .strictObject({
    name: Text(200).optional(),
    locale: Locale.nullable().optional(),
    email: Email.optional(),
    notices: UpdateNoticeChoice.optional(),
    currentPassword: PasswordTried.optional(),
  })
  .meta({ id: 'UpdateMe' });
export type UpdateMe = z.infer<typeof UpdateMe>;

/** What a sign-in page offers. */
export const SignInOptions = z
  .object({
    registration: z.enum(['open', 'closed']),
    mail: z.boolean().describe('Whether invitations and reset links are sent by mail'),
    passwordLength: z.object({ min: z.number().int().min(1), max: z.number().int().min(1) }),
  })
  .meta({
    id: 'SignInOptions',
    examples: [{ registration: 'open', mail: true, passwordLength: PASSWORD_LENGTH }],
  });
export type SignInOptions = z.infer<typeof SignInOptions>;
