import { createCipheriv, createDecipheriv, createSecretKey, type KeyObject, randomBytes } from 'node:crypto';

const VERSION = 'v1';
const ALGORITHM = 'aes-256-gcm';
const KEY_BYTES = 32;
const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_ID = /^[A-Za-z0-9_-]{1,32}$/;
const BASE64 = /^[A-Za-z0-9+/_-]+={0,2}$/;
const BASE64URL = /^[A-Za-z0-9_-]+$/;

/**
 * What is wrong: the setting with the keys (`bad-keys`), the sealed text (`malformed`), a key that is not in the setting
 * (`unknown-key`), or a text that was changed, sealed for another context or with another key (`not-authentic`).
 */
export type SecretBoxErrorCode = 'bad-keys' | 'malformed' | 'unknown-key' | 'not-authentic';

/** A failure of SecretBox; its message holds key ids at most, never a key or a secret. */
export class SecretBoxError extends Error {
  override readonly name = 'SecretBoxError';

  constructor(
    readonly code: SecretBoxErrorCode,
    message: string,
  ) {
    super(message);
  }
}

/**
 * Encrypts secrets at rest with AES-256-GCM (NIST SP 800-38D). Sealed text: `v1.<key id>.<iv>.<tag and ciphertext>`, the
 * last two in base64url. The first key seals; all keys open, so that a new one can be put in front of the old.
 *
 * @example
 * const box = new SecretBox('2026a:q83v…=,2025a:AAEC…=');
 * const sealed = box.seal('whsec_…', 'sub_01h…'); // 'v1.2026a.X2k….9fQ…'
 * box.open(sealed, 'sub_01h…'); // 'whsec_…'
 */
export class SecretBox {
  private readonly keys = new Map<string, KeyObject>();
  private readonly current: { readonly id: string; readonly key: KeyObject };

  /**
   * @param masterKeys `<key id>:<base64 of 32 bytes>[,older…]`; a key id is 1–32 of `A–Z a–z 0–9 _ -`
   * @throws SecretBoxError `bad-keys`
   */
  constructor(masterKeys: string) {
    const entries = masterKeys.split(',').map(parseKey);
    for (const { id, key } of entries) {
      if (this.keys.has(id)) throw new SecretBoxError('bad-keys', `The key id ${id} is there twice.`);
      this.keys.set(id, key);
    }
    this.current = entries[0]!;
  }

  /**
   * Seals a text for one context, for example the id of the subscription it belongs to: in another row it won't open.
   *
   * @returns text of letters, digits and `. _ -`
   */
  seal(plain: string, context: string): string {
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(ALGORITHM, this.current.key, iv, { authTagLength: TAG_BYTES });
    cipher.setAAD(Buffer.from(context));
    const encrypted = [cipher.update(plain, 'utf8'), cipher.final()];
    const payload = Buffer.concat([cipher.getAuthTag(), ...encrypted]);
    return `${VERSION}.${this.current.id}.${iv.toString('base64url')}.${payload.toString('base64url')}`;
  }

  /**
   * Opens what `seal` made for the same context.
   *
   * @throws SecretBoxError `malformed`, `unknown-key` or `not-authentic`
   */
  open(sealed: string, context: string): string {
    const [version, id = '', ivText = '', payloadText = '', ...rest] = sealed.split('.');
    const iv = Buffer.from(ivText, 'base64url');
    const payload = Buffer.from(payloadText, 'base64url');
    const wellFormed = version === VERSION && rest.length === 0 && BASE64URL.test(ivText + payloadText);
    if (!wellFormed || iv.length !== IV_BYTES || payload.length < TAG_BYTES) {
      throw new SecretBoxError(
        'malformed',
        'The sealed text does not have the form v1.<key id>.<iv>.<data>.',
      );
    }
    const key = this.keys.get(id);
    if (key === undefined) {
      throw new SecretBoxError(
        'unknown-key',
        `MASTER_KEYS has no key ${KEY_ID.test(id) ? id : 'of that id'}.`,
      );
    }
    const decipher = createDecipheriv(ALGORITHM, key, iv, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(context)).setAuthTag(payload.subarray(0, TAG_BYTES));
    try {
      return decipher.update(payload.subarray(TAG_BYTES), undefined, 'utf8') + decipher.final('utf8');
    } catch {
      throw new SecretBoxError(
        'not-authentic',
        'The sealed text was changed, or belongs to another context or key.',
      );
    }
  }
}

function parseKey(entry: string, index: number): { readonly id: string; readonly key: KeyObject } {
  const place = `Entry ${index + 1} of MASTER_KEYS`;
  const colon = entry.indexOf(':');
  if (colon < 0) throw new SecretBoxError('bad-keys', `${place} is not <key id>:<base64 of 32 bytes>.`);
  const id = entry.slice(0, colon).trim();
  const text = entry.slice(colon + 1).trim();
  if (!KEY_ID.test(id))
    throw new SecretBoxError('bad-keys', `${place}: a key id is 1–32 letters, digits, _ or -.`);
  const bytes = Buffer.from(text, 'base64');
  if (!BASE64.test(text) || bytes.length !== KEY_BYTES) {
    throw new SecretBoxError('bad-keys', `${place}: the key ${id} is not base64 of ${KEY_BYTES} bytes.`);
  }
  return { id, key: createSecretKey(bytes) };
}
