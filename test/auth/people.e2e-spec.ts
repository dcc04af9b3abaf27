import { randomUUID } from 'node:crypto';
import type { User } from '@anika/contracts';
import { Client, type Company, company, operator, PASSWORD, signIn } from '@anika/testing';

describe('People', () => {
  let dealer: Company;
  beforeAll(async () => {
    dealer = await company();
  });

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

  it('keep an owner also when two demote each other at the same moment', async () => {
    const { api, user } = await company();
    const email = `${randomUUID()}@example.com`;
    const created = await api
      .post('/users', { name: 'Second', email, password: PASSWORD, role: 'owner' })
      .expect(201);
    const second = created.body as User;
    const other = new Client(await signIn(email));
    const answers = await Promise.all([
      api.patch(`/users/${second.id}`, { role: 'member' }),
      other.patch(`/users/${user.id}`, { status: 'disabled' }),
    ]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });

  it('of the platform are operators, who see others and change none of them', async () => {
    const platform = await operator();
    await platform.get(`/users/${dealer.user.id}`).expect(200);
    await platform.patch(`/users/${dealer.user.id}`, { name: 'x' }).expect(404);
    const email = `${randomUUID()}@example.com`;
    const person = { name: 'Operator', email, password: PASSWORD };
    await platform.post('/users', { ...person, role: 'owner' }).expect(422);
    await dealer.api.post('/users', { ...person, role: 'operator' }).expect(422);
    const created = await platform.post('/users', { ...person, role: 'operator' }).expect(201);
    const { id } = created.body as User;
    const colleague = new Client(await signIn(email));
    await colleague.get('/ops/sweep').expect(200);
    await platform.patch(`/users/${id}`, { status: 'disabled' }).expect(200);
    await colleague.get('/auth/me').expect(401);
  });
});
