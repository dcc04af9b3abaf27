import { randomBytes } from 'node:crypto';
import { keyBytes } from './base64-key';

/** What a secret for `v1` (HMAC-SHA256) begins with: sender and receiver share it. */
export const SECRET_PREFIX = 'whsec_';

/**
 * A new signing secret for `v1`: `whsec_` + base64 of 32 random bytes (Standard Webhooks, "Signature scheme").
 *
 * @example generateSecret(); // 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw…'
 */
export function generateSecret(): string {
  return SECRET_PREFIX + randomBytes(32).toString('base64');
}

/**
 * The HMAC key inside a secret.
 *
 * @param secret `whsec_` + base64 of 24–64 bytes
 * @throws SigningSecretError when the prefix, the encoding or the length is wrong
 */
export function secretKey(secret: string): Buffer {
  return keyBytes(secret, SECRET_PREFIX, 24, 64);
}
