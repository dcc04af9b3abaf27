import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { SecretBox, SecretBoxError } from './secret-box';

const newKey = (id: string) => `${id}:${randomBytes(32).toString('base64')}`;

describe('SecretBox', () => {
  const older = newKey('2025a');
  const newer = newKey('2026a');
  const box = new SecretBox(older);

  it('opens what it sealed, for any text and context', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), (plain, context) => {
        const sealed = box.seal(plain, context);
        expect(sealed).toMatch(/^v1\.2025a\.[\w-]{16}\.[\w-]{22,}$/);
        expect(box.open(sealed, context)).toBe(plain);
      }),
    );
  });

  it('never seals the same text twice alike', () => {
    expect(box.seal('a', 'sub_1')).not.toBe(box.seal('a', 'sub_1'));
  });

  it('seals with the first key and opens with all, so that keys can be rotated', () => {
    const sealed = box.seal('whsec_old', 'sub_1');
    const rotated = new SecretBox(`${newer}, ${older}`);
    expect(rotated.open(sealed, 'sub_1')).toBe('whsec_old');
    expect(rotated.seal('whsec_new', 'sub_1')).toMatch(/^v1\.2026a\./);
    expect(failure(() => new SecretBox(newer).open(sealed, 'sub_1'))).toMatchObject({
      code: 'unknown-key',
      message: expect.stringContaining('2025a'),
    });
  });

  it('does not open for another context, with another key of the same id, or after any change', () => {
    const sealed = box.seal('whsec_secret', 'sub_1');
    expect(failure(() => box.open(sealed, 'sub_2')).code).toBe('not-authentic');
    expect(failure(() => new SecretBox(newKey('2025a')).open(sealed, 'sub_1')).code).toBe('not-authentic');
    const data = sealed.lastIndexOf('.') + 1;
    fc.assert(
      fc.property(fc.nat({ max: sealed.length - data - 2 }), (offset) => {
        const at = data + offset;
        const changed = sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1);
        const error = failure(() => box.open(changed, 'sub_1'));
        expect(error.code).toBe('not-authentic');
        expect(error.message).not.toContain('secret');
      }),
    );
  });

  it.each([
    '',
    'whsec_plain',
    'v1.2025a.AAAA',
    'v2.2025a.AAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAAAA',
    'v1.2025a.**.**',
  ])('calls %p malformed', (sealed) => expect(failure(() => box.open(sealed, 'c')).code).toBe('malformed'));

  it('refuses empty MASTER_KEYS', () => expect(failure(() => new SecretBox('')).code).toBe('bad-keys'));

  it.each([
    ['no id', randomBytes(32).toString('base64')],
    ['a bad id', newKey('a.b')],
    ['a short key', `k:${randomBytes(16).toString('base64')}`],
    ['no base64', `k:${'?'.repeat(44)}`],
    ['an id twice', `${older},${newKey('2025a')}`],
  ])('refuses MASTER_KEYS with %s without telling the key', (_, text) => {
    const error = failure(() => new SecretBox(text));
    expect(error.code).toBe('bad-keys');
    expect(error.message).not.toContain(text.split(':').at(-1)!.slice(0, 8));
  });
});

function failure(run: () => unknown): SecretBoxError {
  try {
    run();
  } catch (error) {
    if (error instanceof SecretBoxError) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
}
