import { z } from 'zod';

/** Headers that nginx sets from auth's answer; what a client sends under these names is deleted at the gateway. */
export const IDENTITY_HEADERS = {
  userId: 'x-user-id',
  partnerId: 'x-partner-id',
  role: 'x-role',
  scopes: 'x-scopes',
  credential: 'x-credential',
  credentialId: 'x-credential-id',
} as const;

export const GATEWAY_SECRET_HEADER = 'x-gateway-secret';
export const INTERNAL_SECRET_HEADER = 'x-internal-secret';
/** In auth's refusal: the code of the problem that nginx answers. */
export const PROBLEM_CODE_HEADER = 'x-problem-code';
export const REQUEST_ID_HEADER = 'x-request-id';

export const SCOPES = [
  'topics:read',
  'topics:write',
  'subscriptions:read',
  'subscriptions:write',
  'messages:read',
  'messages:write',
  'partners:read',
  'partners:write',
  'users:read',
  'users:write',
  'keys:read',
  'keys:write',
  'audit:read',
  'platform:read',
  'platform:write',
] as const;
export const Scope = z.enum(SCOPES).meta({ id: 'Scope' });
export type Scope = z.infer<typeof Scope>;

/** What each scope allows, for people. */
export const SCOPE_MEANINGS: Readonly<Record<Scope, string>> = {
  'topics:read': 'See topics and what is granted',
  'topics:write': 'Open, change and delete topics; grant and revoke access',
  'subscriptions:read': 'See subscriptions and their deliveries',
  'subscriptions:write': 'Subscribe, pause, replay',
  'messages:read': 'Read and search messages',
  'messages:write': 'Publish',
  'partners:read': 'See the directory of partners',
  'partners:write': 'Create, rename, suspend and resume partners, set their limits',
  'users:read': 'See people and invitations',
  'users:write': 'Invite, change and disable people, end their sessions, make reset links',
  'keys:read': 'See API keys',
  'keys:write': 'Create, rename and revoke API keys',
  'audit:read': 'Read the audit log',
  'platform:read': 'See the state of the platform',
  'platform:write': 'Sweep, redrive dead letters',
};

/** The languages of mails. */
export const LOCALES = ['en', 'ru'] as const;
export const Locale = z.enum(LOCALES);
export type Locale = z.infer<typeof Locale>;

export const ROLES = ['owner', 'member', 'viewer', 'operator'] as const;
export const Role = z.enum(ROLES).meta({ id: 'Role' });
export type Role = z.infer<typeof Role>;

const VIEWER: readonly Scope[] = [
  'topics:read',
  'subscriptions:read',
  'messages:read',
  'partners:read',
  'users:read',
];
const MEMBER: readonly Scope[] = [...VIEWER, 'topics:write', 'subscriptions:write', 'messages:write'];
const OWNER: readonly Scope[] = [...MEMBER, 'users:write', 'keys:read', 'keys:write', 'audit:read'];
const OPERATOR: readonly Scope[] = [
  'partners:read',
  'partners:write',
  'audit:read',
  'users:read',
  'users:write',
  'platform:read',
  'platform:write',
];

/** What each role may do. Operators run the platform; topics, messages and their payloads are not theirs to see. */
export const ROLE_SCOPES: Readonly<Record<Role, readonly Scope[]>> = {
  viewer: VIEWER,
  member: MEMBER,
  owner: OWNER,
  operator: OPERATOR,
};

/** The scopes that an API key of a partner may be given: what an owner may do, people and keys excepted. */
export const API_KEY_SCOPES = [
  'topics:read',
  'topics:write',
  'subscriptions:read',
  'subscriptions:write',
  'messages:read',
  'messages:write',
  'partners:read',
  'audit:read',
] as const satisfies readonly Scope[];

export const CREDENTIALS = ['token', 'key', 'session'] as const;

/** Who a request is, as auth answered to nginx. `role` is `key` for API keys, which belong to no user. */
export const Identity = z.object({
  userId: z.string().optional(),
  partnerId: z.string(),
  role: z.enum([...ROLES, 'key']),
  scopes: z.array(Scope),
  credential: z.enum(CREDENTIALS),
  credentialId: z.string(),
});
export type Identity = z.infer<typeof Identity>;
