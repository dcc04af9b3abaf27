import { SigningSecretError } from './base64-key';
import { generateSecret, secretKey } from './signing-secret';

describe('signing secrets', () => {
  it('are 32 random bytes, different each time', () => {
    const secrets = new Set(Array.from({ length: 100 }, generateSecret));
    expect(secrets.size).toBe(100);
    for (const secret of secrets) expect(secretKey(secret)).toHaveLength(32);
  });

  it.each([24, 25, 26, 63, 64])('may have %i bytes', (length) => {
    const bytes = Buffer.alloc(length, 0xfb);
    expect(secretKey(`whsec_${bytes.toString('base64')}`)).toEqual(bytes);
  });

  it('refuses an empty one', () => expect(() => secretKey('whsec_')).toThrow(SigningSecretError));

  it.each([
    ['another prefix', `whsk_${Buffer.alloc(32).toString('base64')}`],
    ['something that is not base64', `whsec_${'ü'.repeat(44)}`],
    ['base64 in the form of URLs', `whsec_${Buffer.alloc(32, 0xfb).toString('base64url')}=`],
    ['no padding', `whsec_${Buffer.alloc(32, 7).toString('base64').replace('=', '')}`],
    ['a blank at the end', `whsec_${Buffer.alloc(32, 7).toString('base64')} `],
    ['too few bytes', `whsec_${Buffer.alloc(23, 7).toString('base64')}`],
    ['too many bytes', `whsec_${Buffer.alloc(65, 7).toString('base64')}`],
  ])('refuses one with %s without telling the secret', (_, secret) => {
    const failure = catchError(() => secretKey(secret));
    expect(failure).toBeInstanceOf(SigningSecretError);
    expect(failure.message).not.toContain(secret.slice(6, 16));
  });
});

function catchError(run: () => unknown): Error {
  try {
    run();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}
