import { randomUUID } from 'node:crypto';
import { anonymous, type Company, company, PASSWORD, stack } from '@anika/testing';
import request from 'supertest';

describe('Browser sessions', () => {
  let dealer: Company;
  beforeAll(async () => {
    dealer = await company();
  });

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
