import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { keyBytes, SigningSecretError } from './base64-key';

/** What a private key for `v1a` (ed25519) begins with: only the sender has it. */
export const PRIVATE_PREFIX = 'whsk_';
const PUBLIC_PREFIX = 'whpk_';
const SEED_BYTES = 32;
const CURVE = { kty: 'OKP', crv: 'Ed25519' };

/**
 * A new private key for `v1a`: `whsk_` + base64 of its seed and its public key, 32 bytes each.
 *
 * @example generateSigningKey(); // 'whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpM…'
 */
export function generateSigningKey(): string {
  const { d, x } = generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' });
  const bytes = [Buffer.from(d!, 'base64url'), Buffer.from(x!, 'base64url')];
  return PRIVATE_PREFIX + Buffer.concat(bytes).toString('base64');
}

/**
 * The ed25519 key inside a `whsk_…`.
 *
 * @throws SigningSecretError when it is malformed, or its two halves do not belong together
 */
export function privateKey(text: string): KeyObject {
  const bytes = keyBytes(text, PRIVATE_PREFIX, 2 * SEED_BYTES);
  const [d, x] = [bytes.subarray(0, SEED_BYTES), bytes.subarray(SEED_BYTES)].map((half) =>
    half.toString('base64url'),
  ) as [string, string];
  const key = createPrivateKey({ key: { ...CURVE, d, x }, format: 'jwk' });
  // With another public half the receiver would refuse every signature.
  if (createPublicKey(key).export({ format: 'jwk' }).x !== x) {
    throw new SigningSecretError(`The public half of a ${PRIVATE_PREFIX} key does not belong to its seed.`);
  }
  return key;
}

/**
 * The public key of a private one, to be given to receivers.
 *
 * @returns `whpk_` + base64 of 32 bytes
 * @throws SigningSecretError when the private key is malformed
 * @example publicKeyOf('whsk_6Xb/…'); // 'whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4='
 */
export function publicKeyOf(text: string): string {
  const { x } = createPublicKey(privateKey(text)).export({ format: 'jwk' });
  return PUBLIC_PREFIX + Buffer.from(x!, 'base64url').toString('base64');
}

/**
 * The ed25519 key inside a `whpk_…`, to verify `v1a` with.
 *
 * @throws SigningSecretError when it is malformed
 * @example verify(null, Buffer.from(`${id}.${timestamp}.${body}`), publicKey('whpk_…'), signature);
 */
export function publicKey(text: string): KeyObject {
  const x = keyBytes(text, PUBLIC_PREFIX, SEED_BYTES).toString('base64url');
  return createPublicKey({ key: { ...CURVE, x }, format: 'jwk' });
}
