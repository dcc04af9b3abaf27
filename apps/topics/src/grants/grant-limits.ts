import { AnikaError, type PutGrant } from '@anika/contracts';
import type { GrantEntity } from '../database/grant.entity';

/** What a grant shows and how long it lasts. */
export type GrantLimits = Pick<GrantEntity, 'fields' | 'expiresAt'>;

export function limitsOf({ fields, expiresAt }: PutGrant | GrantLimits): GrantLimits {
  return { fields, expiresAt: expiresAt === null ? null : new Date(expiresAt) };
}

/** As answers and events write them. */
export function shownLimits({ fields, expiresAt }: GrantLimits): {
  fields: string[] | null;
  expiresAt: string | null;
} {
  return { fields, expiresAt: expiresAt?.toISOString() ?? null };
}

/** @throws {AnikaError} VALIDATION_FAILED for an end that has passed. */
export function assertFuture({ expiresAt }: GrantLimits): void {
  if (expiresAt !== null && expiresAt.getTime() <= Date.now())
    throw new AnikaError('VALIDATION_FAILED', {
      errors: [{ pointer: '/expiresAt', code: 'INVALID', message: 'must be in the future' }],
    });
}
