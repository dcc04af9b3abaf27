import { z } from 'zod';
import { PartnerId, UserId } from '../ids';
import { ROLES } from '../identity';
import { pageOf, Text, Timestamp } from './common';
import { CompanyName, Partner } from './partners';

export const Email = z
  .email()
  .max(254)
  .transform((text) => text.toLowerCase())
  .meta({ examples: ['owner@avtoexpress.example'] });

/** At least 10 characters, at most 256 (NIST SP 800-63B: length, not composition). */
export const Password = z.string().min(10).max(256);

export const User = z
  .object({
    id: UserId,
    partnerId: PartnerId,
    name: Text(200),
    email: z.string(),
    role: z.enum(ROLES),
    status: z.enum(['active', 'disabled']),
    createdAt: Timestamp,
  })
  .meta({ id: 'User' });
export type User = z.infer<typeof User>;
export const UserPage = pageOf(User).meta({ id: 'UserPage' });
export const UserParams = z.strictObject({ userId: UserId });

/** The roles that an owner may give inside the company. */
const CompanyRole = z.enum(['owner', 'member', 'viewer']);

export const CreateUser = z
  .strictObject({ name: Text(200), email: Email, password: Password, role: CompanyRole })
  .meta({ id: 'CreateUser' });
export type CreateUser = z.infer<typeof CreateUser>;

export const UpdateUser = z
  .strictObject({
    name: Text(200).optional(),
    role: CompanyRole.optional(),
    status: z.enum(['active', 'disabled']).optional(),
  })
  .meta({ id: 'UpdateUser' });
export type UpdateUser = z.infer<typeof UpdateUser>;

export const Register = z
  .strictObject({ company: CompanyName, name: Text(200), email: Email, password: Password })
  .meta({ id: 'Register' });
export type Register = z.infer<typeof Register>;

export const Registered = z.object({ partner: Partner, user: User }).meta({ id: 'Registered' });
export type Registered = z.infer<typeof Registered>;
