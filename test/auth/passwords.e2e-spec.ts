import { randomUUID } from 'node:crypto';
import type { ResetLink, TokenAnswer, User } from '@anika/contracts';
import {
  anonymous,
  Client,
  type Company,
  company,
  eventually,
  operator,
  PASSWORD,
  signIn,
  stack,
} from '@anika/testing';
import { Client as Database } from 'pg';

const NEW_PASSWORD = 'another good sentence';
const tokenOf = (body: object) => (body as ResetLink).link.split('/').at(-1)!;

const colleague = async (dealer: Company) => {
  const email = `${randomUUID()}@example.com`;
  const answer = await dealer.api
    .post('/users', { name: 'Viewer', email, password: PASSWORD, role: 'viewer' })
    .expect(201);
  return answer.body as User;
};

describe('A password', () => {
  let dealer: Company;
  beforeAll(async () => {
    dealer = await company();
  });

  it('is changed with the current one, which ends the other sessions and keeps this one', async () => {
    const { email, api } = await company();
    const other = (
      await anonymous
        .post('/auth/token', { grant_type: 'password', username: email, password: PASSWORD })
        .expect(200)
    ).body as TokenAnswer;
    const wrong = await api.post('/auth/password', { current: 'wrong', new: NEW_PASSWORD }).expect(422);
    expect(wrong.body).toMatchObject({ errors: [{ pointer: '/current', code: 'INVALID' }] });
    await api.post('/auth/password', { current: PASSWORD, new: PASSWORD }).expect(422);
    await api.post('/auth/password', { current: PASSWORD, new: NEW_PASSWORD }).expect(204);
    await api.get('/auth/me').expect(200);
    await new Client(other.access_token).get('/auth/me').expect(401);
    await anonymous
      .post('/auth/token', { grant_type: 'refresh_token', refresh_token: other.refresh_token })
      .expect(400);
    await signIn(email, NEW_PASSWORD);
  });

  it('that is changed leaves no session of those who sign in with the old one at the same moment', async () => {
    const { email, api } = await company();
    const old = { grant_type: 'password', username: email, password: PASSWORD };
    const [changed, ...answers] = await Promise.all([
      api.post('/auth/password', { current: PASSWORD, new: NEW_PASSWORD }),
      ...[1, 2, 3, 4, 5, 6].map(() => anonymous.post('/auth/token', old)),
    ]);
    expect(changed.status).toBe(204);
    for (const answer of answers.filter(({ status }) => status === 200))
      await new Client((answer.body as TokenAnswer).access_token).get('/auth/me').expect(401);
  });

  it('that is changed lets nobody in whose old one was found right before', async () => {
    const { email, api, user } = await company();
    const old = { grant_type: 'password', username: email, password: PASSWORD };
    const url = stack().servers['postgres']!.urls!['auth'];
    const [person, attempts] = [url, url].map((connectionString) => new Database({ connectionString }));
    await Promise.all([person!.connect(), attempts!.connect()]);
    const isWaitedFor = (database: Database) =>
      eventually(
        async () => {
          const { rowCount } = await database.query(
            'SELECT FROM pg_locks WHERE NOT granted AND pg_backend_pid() = ANY (pg_blocking_pids(pid))',
          );
          return rowCount! > 0;
        },
        { what: 'a request to wait in the database' },
      );
    try {
      // The change, its old password found right, waits for the person's row.
      await person!.query('BEGIN');
      await person!.query('SELECT FROM app_user WHERE id = $1 FOR NO KEY UPDATE', [user.id]);
      const changing = api.post('/auth/password', { current: PASSWORD, new: NEW_PASSWORD }).then();
      await isWaitedFor(person!);
      // The sign-in waits after that, as it forgets the attempts that failed.
      await anonymous.post('/auth/token', { ...old, password: 'wrong' }).expect(400);
      await attempts!.query('BEGIN');
      await attempts!.query(`SELECT FROM login_failure WHERE subject LIKE 'account:%' FOR UPDATE`);
      const signingIn = anonymous.post('/auth/token', old).then();
      await isWaitedFor(attempts!);
      await person!.query('COMMIT');
      expect((await changing).status).toBe(204);
      await attempts!.query('COMMIT');
      expect((await signingIn).body).toMatchObject({ code: 'INVALID_GRANT' });
    } finally {
      await Promise.all([person!.end(), attempts!.end()]);
    }
  });

  it.each(['Password123!', '1234567890', 'qwertyuiop', 'aaaaaaaaaaaa', 'short'])(
    'is not %s, and the refusal says which member is wrong',
    async (password) => {
      const answer = await anonymous
        .post('/auth/register', { company: 'X', name: 'x', email: `${randomUUID()}@example.com`, password })
        .expect(422);
      expect(answer.body).toMatchObject({ errors: [{ pointer: '/password' }] });
    },
  );

  it('is reset by a link that an owner makes: once, and it ends all sessions', async () => {
    const { id, email } = await colleague(dealer);
    const before = new Client(await signIn(email));
    const made = await dealer.api.post(`/users/${id}/reset-link`).expect(201);
    const replaced = tokenOf(made.body as object);
    const token = tokenOf((await dealer.api.post(`/users/${id}/reset-link`).expect(201)).body as object);
    const confirm = (link: string, password = NEW_PASSWORD) =>
      anonymous.post('/auth/reset/confirm', { token: link, password });
    expect((await confirm(replaced).expect(410)).body).toMatchObject({ code: 'LINK_INVALID' });
    await confirm(token, 'password12').expect(422);
    const answers = await Promise.all([1, 2, 3].map(() => confirm(token)));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([204, 410, 410]);
    await before.get('/auth/me').expect(401);
    await signIn(email, NEW_PASSWORD);
  });

  it('is reset for an owner by an operator, also when too many sign-ins failed', async () => {
    const victim = await company();
    const guess = { grant_type: 'password', username: victim.email, password: 'a wrong password' };
    await Promise.all(Array.from({ length: 10 }, () => anonymous.post('/auth/token', guess)));
    await anonymous.post('/auth/token', { ...guess, password: PASSWORD }).expect(429);
    const platform = await operator();
    const found = await platform.get(`/users?partnerId=${victim.partner.id}`).expect(200);
    expect(found.text).toContain(victim.email);
    const made = await platform.post(`/users/${victim.user.id}/reset-link`).expect(201);
    const token = tokenOf(made.body as object);
    await anonymous.post('/auth/reset/confirm', { token, password: NEW_PASSWORD }).expect(204);
    await signIn(victim.email, NEW_PASSWORD);
  });

  it('is nobody else’s to reset: not a stranger’s, not by a member, not one’s own; a link ends with its maker’s right', async () => {
    const { id, email } = await colleague(dealer);
    await (await company()).api.post(`/users/${id}/reset-link`).expect(404);
    await dealer.api.get(`/users?partnerId=${(await company()).partner.id}`).expect(404);
    await new Client(await signIn(email)).post(`/users/${dealer.user.id}/reset-link`).expect(403);
    await dealer.api.post(`/users/${dealer.user.id}/reset-link`).expect(403);
    await dealer.api.patch(`/users/${id}`, { role: 'owner' }).expect(200);
    const made = await new Client(await signIn(email))
      .post(`/users/${dealer.user.id}/reset-link`)
      .expect(201);
    await dealer.api.patch(`/users/${id}`, { role: 'viewer' }).expect(200);
    const token = tokenOf(made.body as object);
    await anonymous.post('/auth/reset/confirm', { token, password: NEW_PASSWORD }).expect(410);
  });

  it('is not sent a link for by a platform without mail, and it says so', async () => {
    const answer = await anonymous.post('/auth/reset', { email: dealer.email }).expect(403);
    expect(answer.body).toMatchObject({ code: 'MAIL_NOT_CONFIGURED' });
    expect((await anonymous.get('/auth/options').expect(200)).body).toMatchObject({
      registration: 'open',
      mail: false,
    });
  });
});
