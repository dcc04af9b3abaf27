import { generateSecret, secretKey, SigningSecretError } from './signing-secret';

describe('signing secrets', () => {
  it('are 32 random bytes, different each time', () => {
    const secrets = new Set(Array.from({ length: 100 }, generateSecret));
    expect(secrets.size).toBe(100);
    for (const secret of secrets) expect(secretKey(secret)).toHaveLength(32);
  });

  it('refuses an empty one', () => expect(() => secretKey('whsec_')).toThrow(SigningSecretError));

  it.each([
    ['another prefix', `whsk_${Buffer.alloc(32).toString('base64')}`],
    ['something that is not base64', `whsec_${'ü'.repeat(44)}`],
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
