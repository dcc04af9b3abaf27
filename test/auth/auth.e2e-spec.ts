import { createHash, randomUUID } from 'node:crypto';
import type { ApiKey, TokenAnswer } from '@anika/contracts';
import { anonymous, appOf, Client, type Company, company, PASSWORD, signIn, stack } from '@anika/testing';
import { decodeProtectedHeader, importJWK, type JWK, jwtVerify } from 'jose';
import request from 'supertest';

const tokenBy = (body: object) => anonymous.post('/auth/token', body);

describe('Authentication', () => {
  let dealer: Company;
  beforeAll(async () => {
    dealer = await company();
  });

  it('registers a company whose owner may sign in with a form, as OAuth clients do', async () => {
    const answer = await request(stack().url)
      .post('/api/v1/auth/token')
      .type('form')
      .send({ grant_type: 'password', username: dealer.email, password: PASSWORD })
      .expect(200);
    expect(answer.body).toMatchObject({ token_type: 'Bearer', expires_in: 900 });
    expect(answer.headers['cache-control']).toContain('no-store');
  });

  it('tells who I am', async () => {
    const me = await dealer.api.get('/auth/me').expect(200);
    expect(me.body).toMatchObject({
      user: { email: dealer.email },
      partner: { id: dealer.partner.id },
      role: 'owner',
    });
    expect(me.text).not.toContain('argon2');
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

  it('answers alike for an unknown user and a wrong password', async () => {
    const wrong = await tokenBy({
      grant_type: 'password',
      username: dealer.email,
      password: 'wrong password',
    });
    const unknown = await tokenBy({
      grant_type: 'password',
      username: 'nobody@example.com',
      password: 'wrong password',
    });
    expect([wrong.status, unknown.status]).toEqual([400, 400]);
    const plain = ({ requestId: _requestId, ...rest }: Record<string, unknown>) => rest;
    expect(plain(wrong.body as object as Record<string, unknown>)).toEqual(
      plain(unknown.body as object as Record<string, unknown>),
    );
    expect(wrong.body).toMatchObject({ code: 'INVALID_GRANT' });
  });

  it('limits the sign-in attempts of an account, also for the right password', async () => {
    const victim = await company();
    const guess = () =>
      tokenBy({ grant_type: 'password', username: victim.email, password: 'a wrong password' });
    const statuses: number[] = [];
    for (let n = 0; n < 10; n += 1) statuses.push((await guess()).status);
    expect(new Set(statuses)).toEqual(new Set([400]));
    const right = await tokenBy({
      grant_type: 'password',
      username: victim.email,
      password: PASSWORD,
    }).expect(429);
    expect(Number(right.headers['retry-after'])).toBeGreaterThan(0);
    await signIn(dealer.email);
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

  it.each([
    ['no credential', undefined],
    ['a word', 'Bearer nonsense'],
    ['another scheme', 'Basic dXNlcjpwYXNz'],
    ['an unsigned token', `Bearer ${Buffer.from('{"alg":"none"}').toString('base64url')}.e30.`],
    ['an unknown key', `Bearer anika_${'A'.repeat(43)}`],
  ])('refuses %s', async (_name, header) => {
    const call = request(stack().url).get('/api/v1/topics');
    const answer = await (header === undefined ? call : call.set('authorization', header)).expect(401);
    expect(answer.body).toMatchObject({ code: 'UNAUTHENTICATED' });
    expect(answer.headers['www-authenticate']).toContain('Bearer');
  });

  it('refuses a token whose payload was changed', async () => {
    const [header, payload, signature] = dealer.token.split('.');
    const claims = JSON.parse(Buffer.from(payload!, 'base64url').toString()) as Record<string, unknown>;
    const forged = Buffer.from(JSON.stringify({ ...claims, sub: 'usr_x' })).toString('base64url');
    await new Client(`${header}.${forged}.${signature}`).get('/auth/me').expect(401);
  });

  it('validates a registration and refuses an address that is taken', async () => {
    const answer = await anonymous
      .post('/auth/register', { company: '', name: 'x', email: 'no', password: '1' })
      .expect(422);
    const { errors } = answer.body as { errors: { pointer: string }[] };
    expect(errors.map(({ pointer }) => pointer)).toEqual(['/company', '/email', '/password']);
    await anonymous
      .post('/auth/register', { company: 'Other', name: 'x', email: dealer.email, password: PASSWORD })
      .expect(409);
  });

  describe('API keys', () => {
    it('are shown once, carry their scopes only, and stop when revoked', async () => {
      const created = await dealer.api
        .post('/api-keys', { name: 'CRM', scopes: ['topics:read'] })
        .expect(201);
      const { id, key } = created.body as { id: string; key: string };
      expect(key).toMatch(/^anika_[\w-]{43}$/);
      const api = new Client(key);
      await api.get('/topics').expect(200);
      const refused = await api.post('/topics', { name: 'x', title: 'x' }).expect(403);
      expect((refused.body as { detail: string }).detail).toContain('topics:write');
      await api.get('/api-keys').expect(403);
      const list = await dealer.api.get('/api-keys').expect(200);
      expect((list.body as { data: ApiKey[] }).data.map((entry) => entry.id)).toContain(id);
      expect(list.text).not.toContain(key);
      expect(list.text).not.toContain(createHash('sha256').update(key).digest('hex'));
      await dealer.api.delete(`/api-keys/${id}`).expect(204);
      // /api-keys bypasses the cache of positive answers; other routes may see up to 5 s of it.
      await api.get('/api-keys').expect(401);
    });

    it('refuse scopes that keys may not have, and an expiry in the past', async () => {
      await dealer.api.post('/api-keys', { name: 'x', scopes: ['keys:write'] }).expect(422);
      await dealer.api
        .post('/api-keys', { name: 'x', scopes: ['topics:read'], expiresAt: '2020-01-01T00:00:00Z' })
        .expect(422);
    });
  });

  describe('people', () => {
    it('belong to one company; the last owner stays', async () => {
      const other = await company();
      const created = await dealer.api
        .post('/users', {
          name: 'Viewer',
          email: `${randomUUID()}@example.com`,
          password: PASSWORD,
          role: 'viewer',
        })
        .expect(201);
      const { id, email } = created.body as { id: string; email: string };
      await other.api.get(`/users/${id}`).expect(404);
      await other.api.patch(`/users/${id}`, { role: 'owner' }).expect(404);
      const viewer = new Client(await signIn(email));
      await viewer.get('/topics').expect(200);
      await viewer.post('/topics', { name: 'x', title: 'x' }).expect(403);
      await viewer.post('/users', {}).expect(403);
      const last = await dealer.api.patch(`/users/${dealer.user.id}`, { role: 'viewer' }).expect(409);
      expect(last.body).toMatchObject({ code: 'CONFLICT' });
      await dealer.api.patch(`/users/${id}`, { status: 'disabled' }).expect(200);
      await viewer.get('/users').expect(401);
    });
  });

  describe('browser sessions', () => {
    const open = async () => {
      const answer = await anonymous
        .post('/auth/session', { email: dealer.email, password: PASSWORD })
        .expect(204);
      const [cookie] = answer.headers['set-cookie'] as unknown as string[];
      return cookie!;
    };

    it('are an HttpOnly cookie that serves reads, and writes from our own pages only', async () => {
      const set = await open();
      expect(set).toMatch(/^anika_session=[^;]+;.*HttpOnly/i);
      expect(set).toMatch(/SameSite=Lax/i);
      const cookie = set.split(';')[0]!;
      const call = (origin?: string) => {
        const post = request(stack().url)
          .post('/api/v1/topics')
          .set('cookie', cookie)
          .send({ name: `t-${randomUUID()}`, title: 't' });
        return origin === undefined ? post : post.set('origin', origin);
      };
      await request(stack().url).get('/api/v1/auth/me').set('cookie', cookie).expect(200);
      await call().expect(403);
      expect((await call('https://evil.example').expect(403)).body).toMatchObject({ code: 'CROSS_ORIGIN' });
      await call(stack().url).expect(201);
      await request(stack().url)
        .get('/api/v1/auth/me')
        .set('cookie', cookie)
        .set('authorization', 'Bearer nonsense')
        .expect(401);
    });

    it('end by DELETE, and again', async () => {
      const cookie = (await open()).split(';')[0]!;
      const end = () =>
        request(stack().url).delete('/api/v1/auth/session').set('cookie', cookie).set('origin', stack().url);
      await end().expect(204);
      await request(stack().url).get('/api/v1/auth/me').set('cookie', cookie).expect(401);
    });
  });

  describe('the gateway', () => {
    const spoofed = (partnerId: string) => ({
      'x-user-id': 'usr_01jd8k3m9cfe0rztgq8v5k2n4p',
      'x-partner-id': partnerId,
      'x-role': 'owner',
      'x-scopes': 'topics:read topics:write',
      'x-credential': 'token',
      'x-credential-id': 'x',
      'x-gateway-secret': 'x'.repeat(32),
    });

    it('ignores identity headers of clients', async () => {
      await request(stack().url).get('/api/v1/topics').set(spoofed(dealer.partner.id)).expect(401);
      const stranger = await company();
      const me = await stranger.api.get('/auth/me').set(spoofed(dealer.partner.id)).expect(200);
      expect(me.body).toMatchObject({ partner: { id: stranger.partner.id } });
    });

    it.each(['auth', 'topics', 'messages', 'gateway'] as const)('is the only way to %s', async (name) => {
      const base = `http://127.0.0.1:${appOf(name).httpPort}`;
      const paths = {
        auth: '/api/v1/auth/me',
        topics: '/api/v1/topics',
        messages: '/api/v1/messages/msg_01jd8k3m9cfe0rztgq8v5k2n4p',
        gateway: '/api/v1/openapi.json',
      };
      const direct = await request(base).get(paths[name]).set(spoofed(dealer.partner.id)).expect(401);
      expect(direct.body).toMatchObject({ code: 'UNAUTHENTICATED' });
    });

    it.each(['/identity', '/internal/partners?after=0', '/health/ready', '/metrics'])(
      'hides %s',
      async (path) => {
        const answer = await request(stack().url).get(path);
        expect(answer.status).toBe(404);
      },
    );
  });
});
