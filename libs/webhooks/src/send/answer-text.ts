import type { Transform } from 'node:stream';
import { StringDecoder } from 'node:string_decoder';
import { TextDecoder } from 'node:util';
import { createBrotliDecompress, createGunzip, createInflate, createInflateRaw } from 'node:zlib';

// A small output buffer: the decoder stops at the first that nobody takes, so a bomb never unfolds.
const OPTIONS = { chunkSize: 4_096 };

/**
 * The beginning of an answer as text. Bytes that are no text of its charset become U+FFFD; a character cut at the end is
 * left out.
 *
 * @param contentType for its charset; UTF-8 when it has none, or one that is unknown
 */
export function decodeText(bytes: Buffer, contentType = ''): string {
  const charset = /charset\s*=\s*"?([\w:.-]{1,40})/i.exec(contentType)?.[1]?.toLowerCase();
  // The usual case without TextDecoder, which sets up a converter each time.
  if (charset === undefined || charset === 'utf-8') return new StringDecoder('utf8').write(bytes);
  return textDecoder(charset).decode(bytes, { stream: true });
}

/**
 * The first bytes of a compressed answer, of which the end may be missing. Neither memory nor time depend on what it would
 * unfold to: decoding ends with the last byte asked for.
 *
 * @param encoding `content-encoding` in lower case: gzip, x-gzip, deflate or br
 * @returns what could be decoded; empty for another encoding or data that is not of it
 */
export function decompress(bytes: Buffer, encoding: string, maxBytes: number): Promise<Buffer> {
  const decoder = decoderFor(encoding, bytes);
  if (decoder === undefined) return Promise.resolve(Buffer.alloc(0));
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let length = 0;
    const finish = () => {
      decoder.destroy();
      resolve(Buffer.concat(chunks).subarray(0, maxBytes));
    };
    decoder
      .on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        length += chunk.length;
        if (length >= maxBytes) finish();
      })
      .on('end', finish)
      // A missing end is an error too, after what could be decoded.
      .on('error', finish)
      .end(bytes);
  });
}

function decoderFor(encoding: string, bytes: Buffer): Transform | undefined {
  if (encoding === 'gzip' || encoding === 'x-gzip') return createGunzip(OPTIONS);
  // Some servers mean the zlib format by "deflate", as the standard does, some the bare one; the first byte tells.
  if (encoding === 'deflate')
    return ((bytes[0] ?? 0) & 0x0f) === 8 ? createInflate(OPTIONS) : createInflateRaw(OPTIONS);
  if (encoding === 'br') return createBrotliDecompress(OPTIONS);
  return undefined;
}

function textDecoder(charset: string): TextDecoder {
  try {
    return new TextDecoder(charset);
  } catch {
    return new TextDecoder();
  }
}
