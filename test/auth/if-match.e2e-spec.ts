import { company, operator } from '@anika/testing';

describe('If-Match', () => {
  it('keeps two people from overwriting a user without knowing', async () => {
    const { api, user } = await company();
    const path = `/users/${user.id}`;
    const etag = (await api.get(path).expect(200)).headers['etag'] as string;
    expect((await api.get(path).expect(200)).headers['etag']).toBe(etag);
    const changed = await api.patch(path, { name: 'First' }).set('if-match', etag).expect(200);
    expect(changed.headers['etag']).not.toBe(etag);
    const refused = await api.patch(path, { name: 'Second' }).set('if-match', etag).expect(412);
    expect(refused.body).toMatchObject({ code: 'PRECONDITION_FAILED' });
    expect((await api.get(path).expect(200)).body).toMatchObject({ name: 'First' });
    expect((await api.get(path)).headers['etag']).toBe(changed.headers['etag']);
    await api.patch(path, { name: 'Third' }).set('if-match', '*').expect(200);
  });

  it('and two operators a partner', async () => {
    const { partner } = await company();
    const platform = await operator();
    const path = `/partners/${partner.id}`;
    const etag = (await platform.get(path).expect(200)).headers['etag'] as string;
    await platform
      .patch(path, { name: `${partner.name} 2` })
      .set('if-match', etag)
      .expect(200);
    await platform.patch(path, { status: 'suspended' }).set('if-match', etag).expect(412);
    expect((await platform.get(path).expect(200)).body).toMatchObject({ status: 'active' });
    await platform.patch('/partners/prt_01jd8k3m9cfe0rztgq8v5k2n4p', { name: 'x' }).expect(404);
  });
});
