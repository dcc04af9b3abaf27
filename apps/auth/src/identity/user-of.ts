import { AnikaError, type Identity } from '@anika/contracts';

/**
 * The person who calls.
 *
 * @throws {AnikaError} FORBIDDEN for an API key, which belongs to a company.
 */
export function userOf({ userId }: Identity): string {
  if (userId !== undefined) return userId;
  throw new AnikaError('FORBIDDEN', { detail: 'An API key has no account of its own. Sign in for this.' });
}
