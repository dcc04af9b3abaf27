import { randomUUID } from 'node:crypto';
import {
  anonymous,
  Client,
  type Company,
  company,
  eventually,
  PASSWORD,
  signIn,
  stack,
} from '@anika/testing';
import { Client as Database } from 'pg';
import { auditPage } from '../audit/audit-log';
import { MailServer } from './mail-server';
import { MailingAuth } from './mailing-auth';

const NEW_PASSWORD = 'another good sentence';
const freshEmail = () => `${randomUUID()}@example.com`;
const linkIn = (text: string) => /https?:\/\/\S+/.exec(text)![0];
const tokenIn = (text: string) => linkIn(text).split('/').at(-1)!;

/** Time passes by moving the rows' times in the database. */
describe('Mails', () => {
  const server = new MailServer();
  const auth = new MailingAuth(() => server.url);
  const database = new Database({ connectionString: stack().servers['postgres']!.urls!['auth'] });
  let dealer: Company;

  beforeAll(async () => {
    await server.start();
    await Promise.all([auth.start(), database.connect()]);
    dealer = await company('АвтоЭкспресс');
  });
  afterAll(async () => {
    expect(await auth.stop()).toBe(0);
    await Promise.all([server.stop(), database.end()]);
  });
  beforeEach(() => {
    server.verdict = 250;
  });

  const arrival = (email: string, count = 1) =>
    eventually(() => server.to(email).length >= count && server.to(email), { what: `a mail to ${email}` });
  const queued = async (email: string) =>
    (await database.query('SELECT * FROM mail WHERE recipient = $1', [email])).rows as object[];
  const gone = (email: string) =>
    eventually(async () => (await queued(email)).length === 0, { what: 'an empty outbox' });
  const age = (email: string, column: 'created_at' | 'due_at', interval: string) =>
    database.query(`UPDATE mail SET ${column} = now() - $2::interval WHERE recipient = $1`, [
      email,
      interval,
    ]);

  it('bring an invitation in the inviter’s language, and its link nowhere else', async () => {
    const email = freshEmail();
    const answer = await auth
      .post('/invitations', { email, role: 'member', name: 'Мария' }, dealer)
      .set('accept-language', 'ru-RU,ru;q=0.9')
      .expect(201);
    expect(answer.body).toMatchObject({ link: null, sentAt: null });
    const [mail] = await arrival(email);
    expect(mail!.text).toContain(`приглашает вас в компанию «${dealer.partner.name}»`);
    expect(mail!.raw).toContain('From: ANIKA <no-reply@anika.example>');
    const token = tokenIn(mail!.text);
    expect(linkIn(mail!.text)).toBe(`${stack().url}/invite/${token}`);
    await gone(email);
    const { rows } = await database.query('SELECT * FROM invitation WHERE email = $1', [email]);
    expect(rows).toMatchObject([{ sent_at: expect.any(Date) as Date }]);
    expect(JSON.stringify(rows)).not.toContain(token);
    expect(auth.output).not.toContain(token);
    await anonymous.post('/invitations/accept', { token, password: PASSWORD }).expect(201);
    await signIn(email);
  });

  it('bring a link for a new password to who has the address; for an unknown one the answer is the same', async () => {
    const { email, user } = await company();
    const unknown = freshEmail();
    const answers = await Promise.all(
      [email.toUpperCase(), unknown].map((address) => auth.post('/auth/reset', { email: address })),
    );
    expect(answers.map(({ status, text }) => [status, text])).toEqual([
      [202, ''],
      [202, ''],
    ]);
    const token = tokenIn((await arrival(email))[0]!.text);
    await gone(unknown);
    expect(server.to(unknown)).toEqual([]);
    await auth.post('/auth/reset/confirm', { token, password: NEW_PASSWORD }).expect(204);
    await auth.post('/auth/reset/confirm', { token, password: NEW_PASSWORD }).expect(410);
    const owner = new Client(await signIn(email, NEW_PASSWORD));
    expect((await auditPage(owner)).data.slice(1, 3)).toMatchObject([
      { action: 'user.reset_password', actor: { kind: 'user', id: user.id } },
      { action: 'user.request_reset', actor: { kind: 'user', id: user.id } },
    ]);
    const [, notice] = await arrival(email, 2);
    expect(notice!.text).toContain('Your password was changed');
  });

  it('may be asked for three times in 15 minutes, alike for everybody', async () => {
    const { email } = await company();
    for (const address of [email, freshEmail()]) {
      const ask = () => auth.post('/auth/reset', { email: address });
      const answers = await Promise.all([ask(), ask(), ask(), ask(), ask()]);
      expect(answers.map(({ status }) => status).toSorted()).toEqual([202, 202, 202, 429, 429]);
    }
  });

  it('go out when the server has recovered; what it refuses for good is given up', async () => {
    const [late, never] = [freshEmail(), freshEmail()];
    server.verdict = 451;
    await auth.post('/invitations', { email: late, role: 'viewer' }, dealer).expect(201);
    await eventually(() => server.offered.includes(late), { what: 'a refused mail' });
    expect(server.to(late)).toEqual([]);
    expect(await queued(late)).toHaveLength(1);
    server.verdict = 250;
    await arrival(late);
    await gone(late);
    server.verdict = 550;
    await auth.post('/invitations', { email: never, role: 'viewer' }, dealer).expect(201);
    await gone(never);
    expect(server.to(never)).toEqual([]);
    expect(auth.output).not.toContain(never);
  });

  it('are given up after a day', async () => {
    const email = freshEmail();
    server.verdict = 451;
    await auth.post('/invitations', { email, role: 'viewer' }, dealer).expect(201);
    await eventually(() => server.offered.includes(email), { what: 'a refused mail' });
    await age(email, 'created_at', '25 hours');
    await age(email, 'due_at', '0 seconds');
    await gone(email);
    await eventually(() => auth.output.includes('given up after a day'));
    expect(server.to(email)).toEqual([]);
  });

  it('survive a kill while the server has not answered yet', async () => {
    const email = freshEmail();
    server.verdict = 'silence';
    await auth.post('/invitations', { email, role: 'viewer' }, dealer).expect(201);
    await eventually(() => server.offered.includes(email), { what: 'a mail on its way' });
    await auth.stop('SIGKILL');
    server.verdict = 250;
    // As long as another replica would wait before it takes the mail over.
    await age(email, 'due_at', '0 seconds');
    await auth.start();
    const token = tokenIn((await arrival(email))[0]!.text);
    await anonymous.post('/invitations/lookup', { token }).expect(200);
  });

  it('go out with the change that they tell of, or not at all', async () => {
    const { email, ...rest } = await company();
    const owner = { email, ...rest };
    await auth.post('/auth/password', { current: 'wrong', new: NEW_PASSWORD }, owner).expect(422);
    expect(await queued(email)).toEqual([]);
    await auth.post('/auth/password', { current: PASSWORD, new: NEW_PASSWORD }, owner).expect(204);
    const mails = await arrival(email);
    expect(mails.map(({ text }) => text.split('\n')[0]!.trim())).toEqual([
      'Your password was changed, and other sessions were ended.',
    ]);
  });
});
