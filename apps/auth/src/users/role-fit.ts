import { AnikaError, type Identity, type Role } from '@anika/contracts';

const COMPANY: readonly Role[] = ['owner', 'member', 'viewer'];
const PLATFORM: readonly Role[] = ['operator'];

/**
 * Operators add operators, companies have the other roles.
 *
 * @throws {AnikaError} VALIDATION_FAILED at `/role`
 */
export function assertRoleFits({ role: own }: Identity, role: Role): void {
  const values = own === 'operator' ? PLATFORM : COMPANY;
  if (values.includes(role)) return;
  throw new AnikaError('VALIDATION_FAILED', {
    errors: [
      {
        pointer: '/role',
        code: 'INVALID_VALUE',
        message: `must be one of ${values.join(', ')}`,
        params: { values },
      },
    ],
  });
}
