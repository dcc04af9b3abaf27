import { verify } from 'node:crypto';
import fc from 'fast-check';
import { Webhook } from 'standardwebhooks';
import { SigningSecretError } from './base64-key';
import { signatureHeaders } from './signature-headers';
import { signatureScheme } from './signature-scheme';
import { generateSigningKey, publicKey, publicKeyOf } from './signing-key';
import { generateSecret } from './signing-secret';

/** The published vectors of Standard Webhooks. */
const MESSAGE = {
  id: 'msg_p5jXN8AQM9LWM0D4loKWxJek',
  timestamp: 1614265330,
  body: '{"test": 2432232314}',
};
const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const KEY = 'whsk_6Xb/dCcHpPea21PS1N9VY/NZW723CEc77N4rJCubMbfVKIDij2HKpMKkioLlX0dRqSKJp4AJ6p9lMicMFs6Kvg==';
const V1 = 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=';
const V1A = 'v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==';

describe('signatureHeaders', () => {
  it.each([
    ['v1', [SECRET], V1],
    ['v1a', [KEY], V1A],
    ['both in the order of the secrets', [KEY, SECRET], `${V1A} ${V1}`],
  ])('gives the published vector of Standard Webhooks: %s', (_, secrets, signature) => {
    const expected = {
      'webhook-id': 'msg_p5jXN8AQM9LWM0D4loKWxJek',
      'webhook-timestamp': '1614265330',
      'webhook-signature': signature,
    };
    expect(signatureHeaders({ ...MESSAGE, secrets })).toEqual(expected);
    expect(signatureHeaders({ ...MESSAGE, body: Buffer.from(MESSAGE.body), secrets })).toEqual(expected);
  });

  it('is verified by the reference library for any body, with each secret of an overlap and no other', () => {
    fc.assert(
      fc.property(fc.json({ stringUnit: 'grapheme' }), (body) => {
        const secrets = [generateSecret(), generateSecret()];
        const timestamp = Math.floor(Date.now() / 1000);
        const headers = signatureHeaders({ id: 'msg_1', timestamp, body, secrets: [KEY, ...secrets] });
        for (const secret of secrets)
          expect(new Webhook(secret).verify(body, headers)).toEqual(JSON.parse(body));
        expect(() => new Webhook(generateSecret()).verify(body, headers)).toThrow('No matching signature');
        expect(() => new Webhook(secrets[0]!).verify(`${body} `, headers)).toThrow('No matching signature');
      }),
    );
  });

  it('is verified by the public key for any body, and by no other', () => {
    const key = generateSigningKey();
    const isBy = (signer: string, body: string, signature: string) =>
      verify(
        null,
        Buffer.from(`msg_1.7.${body}`),
        publicKey(publicKeyOf(signer)),
        Buffer.from(signature, 'base64'),
      );
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (body) => {
        const headers = signatureHeaders({ id: 'msg_1', timestamp: 7, body, secrets: [key] });
        const [scheme, signature] = headers['webhook-signature'].split(',') as [string, string];
        expect(scheme).toBe('v1a');
        expect(isBy(key, body, signature)).toBe(true);
        expect(isBy(key, `${body} `, signature)).toBe(false);
        expect(isBy(KEY, body, signature)).toBe(false);
      }),
    );
  });

  it('refuses to sign without a secret, or with one that is none', () => {
    for (const secrets of [[], [SECRET, 'secret'], [publicKeyOf(KEY)]]) {
      expect(() => signatureHeaders({ ...MESSAGE, secrets })).toThrow(SigningSecretError);
    }
  });
});

describe('signatureScheme', () => {
  it('is told by the prefix', () => {
    expect([SECRET, KEY].map(signatureScheme)).toEqual(['v1', 'v1a']);
  });

  it.each(['', 'secret', 'whsec_', 'whsk_', SECRET.replace('whsec_', 'whsk_')])('refuses %p', (secret) =>
    expect(() => signatureScheme(secret)).toThrow(SigningSecretError),
  );
});
