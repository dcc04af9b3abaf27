import { SigningSecretError } from './base64-key';
import { generateSigningKey, privateKey, publicKey, publicKeyOf } from './signing-key';

const PRIVATE =
  'whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==';
const PUBLIC = 'whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=';

describe('signing keys', () => {
  it('are different each time, of a seed and its public key', () => {
    const keys = new Set(Array.from({ length: 50 }, generateSigningKey));
    expect(keys.size).toBe(50);
    for (const key of keys) {
      const bytes = Buffer.from(key.replace('whsk_', ''), 'base64');
      expect(bytes).toHaveLength(64);
      expect(publicKeyOf(key)).toBe(`whpk_${bytes.subarray(32).toString('base64')}`);
    }
  });

  it('gives the public key of the published private one', () => {
    expect(publicKeyOf(PRIVATE)).toBe(PUBLIC);
    expect(publicKey(PUBLIC).asymmetricKeyType).toBe('ed25519');
  });

  const bytes = Buffer.from(PRIVATE.slice('whsk_'.length), 'base64');
  it.each([
    ['another prefix', PRIVATE.replace('whsk_', 'whsec_')],
    ['the seed alone', `whsk_${bytes.subarray(0, 32).toString('base64')}`],
    ['a byte too many', `whsk_${Buffer.concat([bytes, bytes.subarray(0, 1)]).toString('base64')}`],
    [
      'the public key of another',
      `whsk_${Buffer.concat([bytes.subarray(0, 32), bytes.subarray(0, 32)]).toString('base64')}`,
    ],
    ['no padding', PRIVATE.replace('==', '')],
    ['something that is not base64', `${PRIVATE.slice(0, -4)}!g==`],
  ])('refuses a private key with %s without telling it', (_, text) => {
    const failure = catchError(() => privateKey(text));
    expect(failure).toBeInstanceOf(SigningSecretError);
    expect(failure.message).not.toContain('6Xb/');
  });

  it.each([PRIVATE, PUBLIC.slice(0, -1), `whpk_${bytes.toString('base64')}`, 'whpk_', ''])(
    'refuses the public key %p',
    (text) => expect(() => publicKey(text)).toThrow(SigningSecretError),
  );
});

function catchError(run: () => unknown): Error {
  try {
    run();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}
