import { z } from 'zod';
import { PartnerId, UserId } from '../ids';
import { Locale, Role } from '../identity';
import { PageQuery, pageOf, Text, Timestamp } from './common';
import { CompanyName, Partner } from './partners';
import { Password } from './passwords';

export const Email = z
  .email()
  .max(254)
  .transform((text) => text.toLowerCase())
  .meta({ examples: ['owner@avtoexpress.example'] });

export const User = z
  .object({
    id: UserId,
    partnerId: PartnerId,
    name: Text(200),
    email: z.string(),
    role: Role,
    status: z.enum(['active', 'disabled']),
    locale: Locale.nullable().describe('The language of mails; null: as the browser says'),
    createdAt: Timestamp,
  })
  .meta({ id: 'User' });
export type User = z.infer<typeof User>;
export const UserPage = pageOf(User).meta({ id: 'UserPage' });
export const UserParams = z.strictObject({ userId: UserId });

export const UserQuery = PageQuery.extend({
  partnerId: PartnerId.optional().describe('Of another company; for operators'),
});
export type UserQuery = z.infer<typeof UserQuery>;

export const CreateUser = z
  .strictObject({ name: Text(200), email: Email, password: Password, role: Role })
  .meta({ id: 'CreateUser' });
export type CreateUser = z.infer<typeof CreateUser>;

export const UpdateUser = z
  .strictObject({
    name: Text(200).optional(),
    role: Role.optional(),
    status: z.enum(['active', 'disabled']).optional(),
  })
  .meta({ id: 'UpdateUser' });
export type UpdateUser = z.infer<typeof UpdateUser>;

/** A link to set a new password; it is shown this once, works once, and ends when another one is made. */
export const ResetLink = z.object({ link: z.string(), expiresAt: Timestamp }).meta({ id: 'ResetLink' });
export type ResetLink = z.infer<typeof ResetLink>;

export const Register = z
  .strictObject({ company: CompanyName, name: Text(200), email: Email, password: Password })
  .meta({ id: 'Register' });
export type Register = z.infer<typeof Register>;

export const Registered = z.object({ partner: Partner, user: User }).meta({ id: 'Registered' });
export type Registered = z.infer<typeof Registered>;
