import { randomUUID } from 'node:crypto';
import { Client, type Company, company, PASSWORD, signIn } from '@anika/testing';

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
});
