import type { Schemas } from '../api/client';
import type { KeyScope } from '../api/keys';
import type { Role } from '../api/people';

type Scope = Schemas['Scope'];

/** What an API key may be given; a spec compares it with the contracts, of which only the types come to browsers. */
export const KEY_SCOPES = [
  'topics:read',
  'topics:write',
  'messages:read',
  'messages:write',
  'subscriptions:read',
  'subscriptions:write',
  'partners:read',
  'audit:read',
] as const satisfies readonly KeyScope[];

/** The roles of a company, each with all that the one before it may, and these. */
export const ROLE_STEPS = {
  viewer: ['topics:read', 'subscriptions:read', 'messages:read', 'partners:read', 'users:read'],
  member: ['topics:write', 'subscriptions:write', 'messages:write'],
  owner: ['users:write', 'keys:read', 'keys:write', 'audit:read'],
} as const satisfies Partial<Record<Role, readonly Scope[]>>;
export type CompanyRole = keyof typeof ROLE_STEPS;
export const COMPANY_ROLES = Object.keys(ROLE_STEPS) as CompanyRole[];

/** The name of a scope's text: i18next reads a colon as the end of a namespace. @example scopeText('topics:read') // 'topics_read' */
export const scopeText = <Name extends Scope>(scope: Name) =>
  scope.replace(':', '_') as Name extends `${infer Noun}:${infer Verb}` ? `${Noun}_${Verb}` : never;
