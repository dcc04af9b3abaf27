import type { GrantEntity } from '../database/grant.entity';

/** An expired grant is as if revoked. */
export function isExpired({ expiresAt }: Pick<GrantEntity, 'expiresAt'>): boolean {
  return expiresAt !== null && expiresAt.getTime() <= Date.now();
}
