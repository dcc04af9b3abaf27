/** A signing secret or key that is malformed. The message never contains it. */
export class SigningSecretError extends Error {
  override readonly name = 'SigningSecretError';
}

/**
 * The bytes of `<prefix><base64>`.
 *
 * @throws SigningSecretError when the prefix, the encoding or the length is wrong
 */
export function keyBytes(text: string, prefix: string, minBytes: number, maxBytes = minBytes): Buffer {
  if (!text.startsWith(prefix)) throw new SigningSecretError(`It begins with ${prefix}.`);
  const base64 = text.slice(prefix.length);
  const bytes = Buffer.from(base64, 'base64');
  // Buffer.from drops what is not base64 silently: a mistyped secret would sign with another key.
  if (bytes.toString('base64') !== base64)
    throw new SigningSecretError(`After ${prefix} comes base64 with its padding.`);
  if (bytes.length < minBytes || bytes.length > maxBytes) {
    const range = minBytes === maxBytes ? minBytes : `${minBytes} to ${maxBytes}`;
    throw new SigningSecretError(`After ${prefix} come ${range} bytes in base64.`);
  }
  return bytes;
}
