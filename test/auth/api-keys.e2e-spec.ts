import { createHash } from 'node:crypto';
import type { ApiKey, Page } from '@anika/contracts';
import { Client, type Company, company } from '@anika/testing';

describe('API keys', () => {
  let dealer: Company;
  beforeAll(async () => {
    dealer = await company();
  });

  it('are shown once, carry their scopes only, and stop when revoked', async () => {
    const created = await dealer.api.post('/api-keys', { name: 'CRM', scopes: ['topics:read'] }).expect(201);
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

  it('are listed newest first, and may be renamed', async () => {
    const { api, user } = await company();
    const names = ['first', 'second', 'third'];
    for (const name of names) await api.post('/api-keys', { name, scopes: ['topics:read'] }).expect(201);
    const list = async (query = '') => (await api.get(`/api-keys${query}`).expect(200)).body as Page<ApiKey>;
    expect((await list()).data.map(({ name }) => name)).toEqual(names.toReversed());
    const { data, nextCursor } = await list('?limit=2');
    expect(data[0]).toMatchObject({ createdBy: user.id, lastUsedAt: null });
    expect((await list(`?cursor=${nextCursor}`)).data.map(({ name }) => name)).toEqual(['first']);
    const path = `/api-keys/${data[0]!.id}`;
    const etag = (await api.get(path).expect(200)).headers['etag'] as string;
    const renamed = await api.patch(path, { name: 'CRM' }).set('if-match', etag).expect(200);
    expect(renamed.body).toMatchObject({ name: 'CRM' });
    await api.patch(path, { name: 'ERP' }).set('if-match', etag).expect(412);
    await api.patch(path, { scopes: ['messages:write'] }).expect(422);
    await dealer.api.patch(path, { name: 'x' }).expect(404);
  });

  it('refuse scopes that keys may not have, and an expiry in the past', async () => {
    await dealer.api.post('/api-keys', { name: 'x', scopes: ['keys:write'] }).expect(422);
    await dealer.api
      .post('/api-keys', { name: 'x', scopes: ['topics:read'], expiresAt: '2020-01-01T00:00:00Z' })
      .expect(422);
  });
});
