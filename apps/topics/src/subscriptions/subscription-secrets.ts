import { AnikaError, type SignatureType } from '@anika/contracts';
import {
  generateSecret,
  generateSigningKey,
  publicKeyOf,
  type SecretBox,
  signatureScheme,
  SigningSecretError,
} from '@anika/webhooks';
import type { StoredSecret } from '../database/subscription.entity';

const MAX_OLD = 10;
const HOUR_MS = 3_600_000;

export interface NewSecret {
  /** For the answer: a private key stays here. */
  readonly secret: string | null;
  readonly publicKey: string | null;
  /** Sealed for this subscription alone. */
  readonly stored: StoredSecret;
}

/** @throws {AnikaError} VALIDATION_FAILED for a given secret that is malformed, or of the other type. */
export function newSecret(
  box: SecretBox,
  subscriptionId: string,
  type: SignatureType,
  given?: string,
): NewSecret {
  if (given !== undefined) assertSecret(given, type);
  const secret = given ?? (type === 'v1' ? generateSecret() : generateSigningKey());
  return {
    secret: type === 'v1' ? secret : null,
    publicKey: type === 'v1' ? null : publicKeyOf(secret),
    stored: { sealed: box.seal(secret, subscriptionId), expiresAt: null },
  };
}

function assertSecret(given: string, type: SignatureType): void {
  const problem = problemOf(given, type);
  if (problem === undefined) return;
  throw new AnikaError('VALIDATION_FAILED', {
    errors: [{ pointer: '/secret', code: 'INVALID', message: problem }],
  });
}

function problemOf(given: string, type: SignatureType): string | undefined {
  try {
    return signatureScheme(given) === type ? undefined : `is not a secret for ${type}`;
  } catch (error) {
    if (error instanceof SigningSecretError) return `is not accepted: ${error.message}`;
    throw error;
  }
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
