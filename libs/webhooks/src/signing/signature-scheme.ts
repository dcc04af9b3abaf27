import { createHmac, type KeyObject, sign } from 'node:crypto';
import { SigningSecretError } from './base64-key';
import { PRIVATE_PREFIX, privateKey } from './signing-key';
import { SECRET_PREFIX, secretKey } from './signing-secret';

/** `v1`: HMAC-SHA256 with a shared secret. `v1a`: ed25519, which receivers verify with a public key. */
export type SignatureScheme = 'v1' | 'v1a';

/**
 * By which scheme a secret signs, after checking all of it.
 *
 * @param secret `whsec_` + base64 of 24–64 bytes, or `whsk_` + base64 of 64 bytes
 * @throws SigningSecretError that says what is wrong, without the secret
 * @example signatureScheme('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'); // 'v1'
 */
export function signatureScheme(secret: string): SignatureScheme {
  return parseSecret(secret).scheme;
}

/** `v1,<base64>` or `v1a,<base64>` over `head` and `body`, by the prefix of the secret. */
export function signatureBy(secret: string, head: string, body: Buffer | string): string {
  const parsed = parseSecret(secret);
  const bytes =
    parsed.scheme === 'v1'
      ? createHmac('sha256', parsed.key).update(head).update(body).digest()
      : sign(null, Buffer.concat([Buffer.from(head), Buffer.from(body)]), parsed.key);
  return `${parsed.scheme},${bytes.toString('base64')}`;
}

type ParsedSecret =
  { readonly scheme: 'v1'; readonly key: Buffer } | { readonly scheme: 'v1a'; readonly key: KeyObject };

function parseSecret(secret: string): ParsedSecret {
  if (secret.startsWith(SECRET_PREFIX)) return { scheme: 'v1', key: secretKey(secret) };
  if (secret.startsWith(PRIVATE_PREFIX)) return { scheme: 'v1a', key: privateKey(secret) };
  throw new SigningSecretError(`A signing secret begins with ${SECRET_PREFIX} or ${PRIVATE_PREFIX}.`);
}
