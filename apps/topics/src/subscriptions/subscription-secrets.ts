import { generateSecret, type SecretBox } from '@anika/webhooks';
import type { StoredSecret } from '../database/subscription.entity';

const MAX_OLD = 10;
const HOUR_MS = 3_600_000;

/** A new secret and how it is stored: sealed for this subscription alone. */
export function newSecret(box: SecretBox, subscriptionId: string): { secret: string; stored: StoredSecret } {
  const secret = generateSecret();
  return { secret, stored: { sealed: box.seal(secret, subscriptionId), expiresAt: null } };
}

/** Puts the new secret in front; the old ones go on for the overlap, at most ten of them. */
export function rotated(
  current: readonly StoredSecret[],
  next: StoredSecret,
  overlapHours: number,
  now: number = Date.now(),
): StoredSecret[] {
  const end = new Date(now + overlapHours * HOUR_MS).toISOString();
  const old = current
    .map(({ sealed, expiresAt }) => ({
      sealed,
      expiresAt: expiresAt === null || expiresAt > end ? end : expiresAt,
    }))
    .filter(({ expiresAt }) => Date.parse(expiresAt) > now);
  return [next, ...old.slice(0, MAX_OLD)];
}
