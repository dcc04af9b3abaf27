import { anonymous, type Company, company, PASSWORD, signIn, stack } from '@anika/testing';
import request from 'supertest';

const tokenBy = (body: object) => anonymous.post('/auth/token', body);

describe('Signing in', () => {
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

  it('lets no more guesses through when they come at the same moment', async () => {
    const victim = await company();
    const guess = { grant_type: 'password', username: victim.email, password: 'a wrong password' };
    const answers = await Promise.all(Array.from({ length: 25 }, () => tokenBy(guess)));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.filter((status) => status === 400)).toHaveLength(10);
    expect(statuses.filter((status) => status === 429)).toHaveLength(15);
  });

  it('takes as long for an unknown address as for a known one', async () => {
    const { email } = await company();
    const time = async (username: string) => {
      const since = performance.now();
      await tokenBy({ grant_type: 'password', username, password: 'a wrong password' }).expect(400);
      return performance.now() - since;
    };
    const known: number[] = [];
    const unknown: number[] = [];
    for (let n = 0; n < 7; n += 1) {
      known.push(await time(email));
      unknown.push(await time('somebody-unknown@example.com'));
    }
    // The hash alone takes 20 ms and more: without it an unknown address would be answered in a fraction.
    const median = (times: number[]) => times.toSorted((a, b) => a - b)[3]!;
    expect(median(unknown)).toBeGreaterThan(median(known) / 2);
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
});
