import type { TokenAnswer } from '@anika/contracts';
import { anonymous, Client, type Company, company, PASSWORD, stack } from '@anika/testing';
import { decodeProtectedHeader, importJWK, type JWK, jwtVerify } from 'jose';
import request from 'supertest';

const tokenBy = (body: object) => anonymous.post('/auth/token', body);

describe('Tokens', () => {
  let dealer: Company;
  beforeAll(async () => {
    dealer = await company();
  });

  it('signs access tokens with a published ES256 key', async () => {
    const { kid, alg } = decodeProtectedHeader(dealer.token);
    expect(alg).toBe('ES256');
    const jwks = await request(stack().url).get('/.well-known/jwks.json').expect(200);
    const key = (jwks.body as { keys: JWK[] }).keys.find((candidate) => candidate.kid === kid);
    expect(key).not.toHaveProperty('d');
    const { payload } = await jwtVerify(dealer.token, await importJWK(key!, 'ES256'));
    expect(payload.exp! - payload.iat!).toBe(900);
  });

  it('rotates refresh tokens and ends the family when a used one comes back', async () => {
    const first = (
      await tokenBy({ grant_type: 'password', username: dealer.email, password: PASSWORD }).expect(200)
    ).body as TokenAnswer;
    const refresh = (token: string) => tokenBy({ grant_type: 'refresh_token', refresh_token: token });
    const second = (await refresh(first.refresh_token).expect(200)).body as TokenAnswer;
    expect(second.refresh_token).not.toBe(first.refresh_token);
    await new Client(second.access_token).get('/auth/me').expect(200);
    await refresh(first.refresh_token).expect(400);
    await refresh(second.refresh_token).expect(400);
  });

  it('lets only one of two parallel refreshes win', async () => {
    const { refresh_token } = (
      await tokenBy({ grant_type: 'password', username: dealer.email, password: PASSWORD }).expect(200)
    ).body as TokenAnswer;
    const answers = await Promise.all(
      [1, 2, 3, 4].map(() => tokenBy({ grant_type: 'refresh_token', refresh_token })),
    );
    expect(answers.filter((answer) => answer.status === 200).length).toBeLessThanOrEqual(1);
  });

  it('revokes a refresh token; an unknown one is answered alike', async () => {
    const { refresh_token } = (
      await tokenBy({ grant_type: 'password', username: dealer.email, password: PASSWORD }).expect(200)
    ).body as TokenAnswer;
    await anonymous.post('/auth/revoke', { token: refresh_token }).expect(200);
    await anonymous.post('/auth/revoke', { token: 'unknown' }).expect(200);
    await tokenBy({ grant_type: 'refresh_token', refresh_token }).expect(400);
  });
});
