import { API_KEY_SCOPES, ROLE_SCOPES, ROLES, type Scope, SCOPE_MEANINGS, SCOPES } from '@anika/contracts';

/** `docs/roles.md`: who may do what, for people. */
export function rolesPage(): string {
  const holders = [
    ...ROLES.map((role) => ROLE_SCOPES[role]),
    API_KEY_SCOPES,
  ] as readonly (readonly Scope[])[];
  const rows = SCOPES.map((scope) => {
    const marks = holders.map((scopes) => (scopes.includes(scope) ? '✓' : ''));
    return `| \`${scope}\` | ${SCOPE_MEANINGS[scope]} | ${marks.join(' | ')} |`;
  });
  return [
    '# Roles and scopes',
    '',
    'Made from `libs/contracts/src/identity.ts` by `npm run docs`. A person has a role; an API key may be given the scopes of the last',
    'column, as far as its maker has them. `GET /auth/me` tells what the caller may do. What is not one’s own is 404 whatever the role.',
    '',
    `| scope | allows | ${ROLES.join(' | ')} | API key |`,
    `|---|---|${[...ROLES, 'key'].map(() => ':-:').join('|')}|`,
    ...rows,
    '',
    'An operator’s `users:*` means operators, as an owner’s means colleagues. Operators also see the people of every partner, end their',
    'sessions and make reset links for them, and change nothing else of them. Topics, messages and their payloads are not theirs to see.',
    '',
  ].join('\n');
}
