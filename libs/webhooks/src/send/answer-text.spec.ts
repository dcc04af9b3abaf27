import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { decodeText, decompress } from './answer-text';

const text = Buffer.from('Принято: заявка одобрена. '.repeat(50));

describe('decompress', () => {
  it.each([
    ['gzip', gzipSync(text)],
    ['x-gzip', gzipSync(text)],
    ['deflate', deflateSync(text)],
    ['deflate', deflateRawSync(text)],
    ['br', brotliCompressSync(text)],
  ])('decodes %s', async (encoding, bytes) => {
    expect(await decompress(bytes, encoding, 4_096)).toEqual(text);
    expect(await decompress(bytes, encoding, 100)).toEqual(text.subarray(0, 100));
  });

  it.each([
    ['gzip', gzipSync],
    ['deflate', deflateSync],
    ['br', brotliCompressSync],
  ])('decodes %s as far as it got when the end is missing', async (encoding, compress) => {
    const noise = Buffer.from(Array.from({ length: 3_000 }, (_, index) => (index * index * 31) % 251));
    const whole = compress(noise);
    const decoded = await decompress(whole.subarray(0, whole.length - 30), encoding, 4_096);
    expect(decoded.length).toBeGreaterThan(0);
    expect(decoded.length).toBeLessThan(noise.length);
    expect(decoded).toEqual(noise.subarray(0, decoded.length));
  });

  it.each([
    ['gzip', 'no gzip'],
    ['br', 'no brotli at all'],
    ['deflate', ''],
    ['zstd', 'unknown'],
    ['gzip, gzip', 'chain'],
  ])('gives nothing for %s with %j', async (encoding, bytes) => {
    expect(await decompress(Buffer.from(bytes), encoding, 4_096)).toHaveLength(0);
  });

  it.each([
    ['gzip', gzipSync(Buffer.alloc(64 << 20))],
    ['br', brotliCompressSync(Buffer.alloc(64 << 20))],
  ])('unfolds no more of a %s bomb than it is asked for', async (encoding, bomb) => {
    const before = process.memoryUsage().arrayBuffers;
    const decoded = await Promise.all(Array.from({ length: 20 }, () => decompress(bomb, encoding, 4_096)));
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(4 << 20);
    expect(decoded.every((bytes) => bytes.length === 4_096)).toBe(true);
  });
});

describe('decodeText', () => {
  it.each([
    [undefined, Buffer.from('Привет'), 'Привет'],
    ['text/plain; charset=windows-1251', Buffer.from([0xcf, 0xf0, 0xe8]), 'При'],
    ['text/plain; Charset="KOI8-R"', Buffer.from([0xf0, 0xd2, 0xc9]), 'При'],
    ['text/plain; charset=nonsense', Buffer.from('Привет'), 'Привет'],
    ['application/json', Buffer.from([0x7b, 0xff, 0x7d]), '{\ufffd}'],
  ])('reads %s', (contentType, bytes, expected) => expect(decodeText(bytes, contentType)).toBe(expected));

  it('leaves out a character that is cut', () => {
    expect(decodeText(Buffer.from('да').subarray(0, 3), undefined)).toBe('д');
  });
});
