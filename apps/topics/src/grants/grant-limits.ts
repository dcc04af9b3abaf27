import { AnikaError, type FieldError, type PutGrant } from '@anika/contracts';
import type { GrantEntity } from '../database/grant.entity';

/** What a grant shows and how long it lasts. */
export type GrantLimits = Pick<GrantEntity, 'fields' | 'expiresAt'>;

/** What is left out is no limit. */
export function limitsOf({ fields = null, expiresAt = null }: PutGrant | GrantLimits): GrantLimits {
  return { fields, expiresAt: expiresAt === null ? null : new Date(expiresAt) };
}

/**
 * A limit that a grant has is not taken away by forgetting it: who wants that sends `null`.
 *
 * @throws {AnikaError} VALIDATION_FAILED
 */
export function assertNamed(current: GrantLimits, { fields, expiresAt }: PutGrant): void {
  const errors: FieldError[] = [];
  if (current.fields !== null && fields === undefined)
    errors.push(required('/fields', 'it shows some fields only', 'show all of data'));
  if (current.expiresAt !== null && expiresAt === undefined)
    errors.push(required('/expiresAt', 'it has an end', 'let it last'));
  if (errors.length > 0) throw new AnikaError('VALIDATION_FAILED', { errors });
}

function required(pointer: string, limit: string, otherwise: string): FieldError {
  const message = `is required, as the grant is there and ${limit}: send that again, or null to ${otherwise}`;
  return { pointer, code: 'REQUIRED', message };
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
