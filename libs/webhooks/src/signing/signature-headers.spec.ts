import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { signatureHeaders } from './signature-headers';
import { generateSecret, SigningSecretError } from './signing-secret';

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
