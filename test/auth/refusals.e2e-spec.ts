import { Client, type Company, company, stack } from '@anika/testing';
import request from 'supertest';
import { type OwnSigningKey, ownSigningKey } from './own-signing-key';

const BASIC = 'Basic dXNlcjpwYXNz';
const UNSIGNED = `Bearer ${Buffer.from('{"alg":"none"}').toString('base64url')}.e30.`;
const UNKNOWN_KEY = `Bearer anika_${'A'.repeat(43)}`;
const NEEDED = 'Bearer realm="anika"';
const EXPIRED = `${NEEDED}, error="invalid_token", error_description="The access token has expired"`;
const INVALID = `${NEEDED}, error="invalid_token", error_description="The credential is not valid"`;

describe('A refusal tells', () => {
  let dealer: Company;
  beforeAll(async () => {
    dealer = await company();
  });

  const refused = async (headers: Record<string, string>, code: string, challenge: string) => {
    const answer = await request(stack().url).get('/api/v1/topics').set(headers).expect(401);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.body).toMatchObject({ status: 401, code });
    expect((answer.body as { type: string }).type).toContain(`#${code}`);
    expect(answer.headers['www-authenticate']).toBe(challenge);
    expect(answer.headers).not.toHaveProperty('x-problem-code');
  };

  it.each([
    ['no header', {}],
    ['an empty one', { authorization: 'Bearer ' }],
    ['another scheme', { authorization: BASIC }],
  ])('that a credential is needed: %s', (_name, headers) => refused(headers, 'UNAUTHENTICATED', NEEDED));

  it.each([
    ['a word', { authorization: 'Bearer nonsense' }],
    ['an unsigned token', { authorization: UNSIGNED }],
    ['an unknown key', { authorization: UNKNOWN_KEY }],
    ['an unknown session', { cookie: 'anika_session=unknown' }],
  ])('that it is not valid: %s', (_name, headers) => refused(headers, 'CREDENTIAL_INVALID', INVALID));

  it('that a token was changed', async () => {
    const [header, payload, signature] = dealer.token.split('.');
    const claims = JSON.parse(Buffer.from(payload!, 'base64url').toString()) as Record<string, unknown>;
    const forged = Buffer.from(JSON.stringify({ ...claims, sub: 'usr_x' })).toString('base64url');
    const authorization = `Bearer ${header}.${forged}.${signature}`;
    await refused({ authorization }, 'CREDENTIAL_INVALID', INVALID);
  });

  describe('that a token has expired', () => {
    let key: OwnSigningKey;
    beforeAll(async () => {
      key = await ownSigningKey();
    });
    afterAll(() => key.remove());

    it('and only if it was a good one', async () => {
      await new Client(await key.sign(dealer.token, '1 minute')).get('/auth/me').expect(200);
      const expired = await key.sign(dealer.token, '-1 second');
      await refused({ authorization: `Bearer ${expired}` }, 'TOKEN_EXPIRED', EXPIRED);
      const forged = `${expired.slice(0, -8)}AAAAAAAA`;
      await refused({ authorization: `Bearer ${forged}` }, 'CREDENTIAL_INVALID', INVALID);
    });
  });

  it('nothing about addresses that nobody has: they are 404 also to strangers', async () => {
    const answer = await request(stack().url).get('/api/v1/nothing').expect(404);
    expect(answer.body).toMatchObject({ code: 'NOT_FOUND' });
  });
});
