import { randomUUID } from 'node:crypto';
import type { Page, Session, TokenAnswer, User } from '@anika/contracts';
import { anonymous, Client, company, eventually, PASSWORD, signIn, stack } from '@anika/testing';
import { Client as Database } from 'pg';
import request from 'supertest';

const listOf = async (api: Client, path = '/auth/sessions') =>
  ((await api.get(path).expect(200)).body as Page<Session>).data;
const tokensOf = async (email: string) => {
  const body = { grant_type: 'password', username: email, password: PASSWORD };
  return (await anonymous.post('/auth/token', body).expect(200)).body as TokenAnswer;
};

describe('Sessions', () => {
  it('are listed with what they are, browsers and programs alike', async () => {
    const { api, email } = await company();
    const opened = await request(stack().url)
      .post('/api/v1/auth/session')
      .set('user-agent', 'Firefox on a test')
      .send({ email, password: PASSWORD })
      .expect(204);
    const [browser, program, ...others] = await listOf(api);
    expect(browser).toMatchObject({ kind: 'browser', current: false, userAgent: 'Firefox on a test' });
    expect(program).toMatchObject({ kind: 'token', current: true, address: '127.0.0.1' });
    expect(others).toEqual([]);
    const cookie = (opened.headers['set-cookie'] as unknown as string[])[0]!.split(';')[0]!;
    await api.delete(`/auth/sessions/${browser!.id}`).expect(204);
    await request(stack().url).get('/api/v1/auth/me').set('cookie', cookie).expect(401);
    await api.delete(`/auth/sessions/${browser!.id}`).expect(404);
  });

  it('take their access tokens with them, everywhere within the five seconds of the gateway’s memory', async () => {
    const { api, email } = await company();
    const { access_token, refresh_token } = await tokensOf(email);
    const other = new Client(access_token);
    await other.get('/topics').expect(200);
    const ended = (await listOf(api)).find(({ current }) => !current)!;
    await api.delete(`/auth/sessions/${ended.id}`).expect(204);
    const since = performance.now();
    await other.get('/auth/me').expect(401);
    let lastLetIn = 0;
    await eventually(async () => {
      const askedAt = performance.now();
      const { status } = await other.get('/topics');
      if (status === 200) lastLetIn = askedAt;
      return status === 401;
    });
    expect(lastLetIn - since).toBeLessThan(6000);
    await anonymous.post('/auth/token', { grant_type: 'refresh_token', refresh_token }).expect(400);
  });

  it('end by revoking the refresh token, too, and all others at once', async () => {
    const { api, email } = await company();
    const first = await tokensOf(email);
    await anonymous.post('/auth/revoke', { token: first.refresh_token }).expect(200);
    await new Client(first.access_token).get('/auth/me').expect(401);
    await Promise.all([signIn(email), signIn(email)]);
    await api.delete('/auth/sessions').expect(204);
    expect(await listOf(api)).toMatchObject([{ current: true }]);
  });

  it('do not survive when a refresh comes at the moment they end', async () => {
    const { api, email } = await company();
    for (let round = 0; round < 5; round += 1) {
      const { refresh_token } = await tokensOf(email);
      const ended = (await listOf(api)).find(({ current }) => !current)!;
      const [refreshed] = await Promise.all([
        anonymous.post('/auth/token', { grant_type: 'refresh_token', refresh_token }),
        api.delete(`/auth/sessions/${ended.id}`).expect(204),
      ]);
      const next = refreshed.body as Partial<TokenAnswer>;
      if (refreshed.status !== 200) continue;
      await new Client(next.access_token).get('/auth/me').expect(401);
      await anonymous
        .post('/auth/token', { grant_type: 'refresh_token', refresh_token: next.refresh_token })
        .expect(400);
    }
  });

  it('of colleagues are the owner’s to see and to end; nobody else’s', async () => {
    const { api } = await company();
    const email = `${randomUUID()}@example.com`;
    const created = await api
      .post('/users', { name: 'Viewer', email, password: PASSWORD, role: 'viewer' })
      .expect(201);
    const path = `/users/${(created.body as User).id}/sessions`;
    const [one, two] = [new Client(await signIn(email)), new Client(await signIn(email))];
    const sessions = await listOf(api, path);
    expect(sessions).toHaveLength(2);
    const stranger = await company();
    await stranger.api.get(path).expect(404);
    await stranger.api.delete(`/auth/sessions/${sessions[0]!.id}`).expect(404);
    await one.get(path).expect(403);
    await api.delete(`${path}/${sessions[0]!.id}`).expect(204);
    await two.get('/auth/me').expect(401);
    await one.get('/auth/me').expect(200);
    await api.delete(path).expect(204);
    await one.get('/auth/me').expect(401);
  });

  it('are seen once a minute, and so are keys', async () => {
    const { api, user } = await company();
    const created = await api.post('/api-keys', { name: 'CRM', scopes: ['topics:read'] }).expect(201);
    const { id, key } = created.body as { id: string; key: string };
    const database = new Database({ connectionString: stack().servers['postgres']!.urls!['auth'] });
    await database.connect();
    try {
      const lastUse = async () => {
        const sql = 'SELECT last_used_at AS at FROM api_key WHERE id = $1';
        return (await database.query<{ at: Date | null }>(sql, [id])).rows[0]!.at;
      };
      const use = () => new Client(key).get('/auth/me').expect(200);
      await use();
      const first = await eventually(lastUse, { what: 'the first use' });
      await use();
      expect(await lastUse()).toEqual(first);
      const past = `now() - interval '61 seconds'`;
      await database.query(`UPDATE api_key SET last_used_at = ${past} WHERE id = $1`, [id]);
      await database.query(`UPDATE session SET last_seen_at = ${past} WHERE user_id = $1`, [user.id]);
      await use();
      await eventually(async () => Date.now() - (await lastUse())!.getTime() < 30_000);
      const age = async () => Date.now() - Date.parse((await listOf(api))[0]!.lastSeenAt);
      await eventually(async () => (await age()) < 30_000);
    } finally {
      await database.end();
    }
  });

  it('are no business of API keys', async () => {
    const { api } = await company();
    const created = await api.post('/api-keys', { name: 'CRM', scopes: ['topics:read'] }).expect(201);
    const key = new Client((created.body as { key: string }).key);
    await key.get('/auth/sessions').expect(403);
    await key.post('/auth/password', { current: 'x', new: 'a good long sentence' }).expect(403);
    await key.patch('/auth/me', { name: 'x' }).expect(403);
  });
});
