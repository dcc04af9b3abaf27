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
