import { createHash, randomBytes } from 'node:crypto';

/** A random text of 256 bits for tokens, keys and sessions. */
export function randomSecret(prefix = ''): string {
  return prefix + randomBytes(32).toString('base64url');
}

/** How such a text is stored: it is random, so SHA-256 is enough. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url');
}
