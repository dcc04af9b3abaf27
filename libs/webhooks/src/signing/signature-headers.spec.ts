import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { signatureHeaders } from './signature-headers';
import { generateSecret, secretKey, SigningSecretError } from './signing-secret';

describe('signatureHeaders', () => {
  it('gives the published vector of Standard Webhooks', () => {
    const headers = signatureHeaders({
      id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      timestamp: 1614265330,
      body: '{"test": 2432232314}',
      secrets: ['whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw'],
    });
    expect(headers).toEqual({
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
    });
  });

  it('is verified by the reference library for any body, with each secret of an overlap and no other', () => {
    fc.assert(
      fc.property(fc.json({ stringUnit: 'grapheme' }), (body) => {
        const secrets = [generateSecret(), generateSecret()];
        const timestamp = Math.floor(Date.now() / 1000);
        const input = { id: 'msg_1', timestamp, secrets };
        const headers = signatureHeaders({ ...input, body: Buffer.from(body) });
        expect(signatureHeaders({ ...input, body })).toEqual(headers);
        for (const secret of secrets)
          expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
        expect(() => new Webhook(generateSecret()).verify(body, headers)).toThrow('No matching signature');
        expect(() => new Webhook(secrets[0]!).verify(`${body} `, headers)).toThrow('No matching signature');
      }),
    );
  });

  it('refuses to sign without a secret', () => {
    expect(() => signatureHeaders({ id: 'm', timestamp: 1, body: '', secrets: [] })).toThrow(
      SigningSecretError,
    );
  });
});

describe('secrets', () => {
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
