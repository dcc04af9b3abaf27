import { randomBytes } from 'node:crypto';

const PREFIX = 'whsec_';
const MIN_BYTES = 24;
const MAX_BYTES = 64;
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/;

/** A signing secret that is not `whsec_` + base64 of 24–64 bytes. The message never contains the secret. */
export class SigningSecretError extends Error {
  override readonly name = 'SigningSecretError';
}

/**
 * A new signing secret: `whsec_` + base64 of 32 random bytes (Standard Webhooks, "Signature scheme").
 *
 * @example generateSecret(); // 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw…'
 */
export function generateSecret(): string {
  return PREFIX + randomBytes(32).toString('base64');
}

/**
 * The HMAC key inside a secret.
 *
 * @param secret `whsec_` + base64 of 24–64 bytes
 * @throws SigningSecretError when the prefix, the encoding or the length is wrong
 */
export function secretKey(secret: string): Buffer {
  if (!secret.startsWith(PREFIX)) throw new SigningSecretError('A signing secret begins with whsec_.');
  const text = secret.slice(PREFIX.length);
  // Buffer.from drops what is not base64 silently: a mistyped secret would sign with another key.
  if (!BASE64.test(text)) throw new SigningSecretError('A signing secret is base64 after whsec_.');
  const key = Buffer.from(text, 'base64');
  if (key.length < MIN_BYTES || key.length > MAX_BYTES) {
    throw new SigningSecretError(`A signing secret has ${MIN_BYTES} to ${MAX_BYTES} bytes.`);
  }
  return key;
}
