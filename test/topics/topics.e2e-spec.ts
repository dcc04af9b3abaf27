import { randomUUID } from 'node:crypto';
import type { Grant, Partner, Topic } from '@anika/contracts';
import { type Company, company, eventually, grant, operator, publish, topicOf } from '@anika/testing';

describe('Topics and grants', () => {
  let dealer: Company;
  let bank: Company;
  let stranger: Company;
  beforeAll(async () => {
    [dealer, bank, stranger] = await Promise.all([company('Dealer'), company('Bank'), company('Stranger')]);
  });

  it('are created, read, changed and listed by their owner', async () => {
    const name = `t-${randomUUID()}`;
    const created = await dealer.api.post('/topics', { name, title: 'Выбор машины' }).expect(201);
    const topic = created.body as Topic;
    expect(created.headers['location']).toBe(`/api/v1/topics/${topic.id}`);
    expect(topic).toMatchObject({ ownerId: dealer.partner.id, name, visibility: 'private', state: 'active' });
    const read = await dealer.api.get(`/topics/${topic.id}`).expect(200);
    const etag = read.headers['etag']!;
    const changed = await dealer.api
      .patch(`/topics/${topic.id}`, { title: 'Новое' })
      .set('if-match', etag)
      .expect(200);
    expect(changed.body).toMatchObject({ title: 'Новое', name });
    await dealer.api.patch(`/topics/${topic.id}`, { title: 'Ещё' }).set('if-match', etag).expect(412);
    const conflict = await dealer.api.post('/topics', { name, title: 'x' }).expect(409);
    expect(conflict.body).toMatchObject({
      code: 'CONFLICT',
      errors: [{ pointer: '/name', params: { reason: 'taken' } }],
    });
    await bank.api.post('/topics', { name, title: 'another owner may use the name' }).expect(201);
  });

  it('are paged', async () => {
    const owner = await company();
    const ids = [];
    for (let n = 0; n < 5; n += 1) ids.push((await topicOf(owner)).id);
    const seen: string[] = [];
    let path: string | null = '/topics?limit=2';
    while (path !== null) {
      const body: { data: Topic[]; nextCursor: string | null } = (await owner.api.get(path).expect(200)).body;
      seen.push(...body.data.map(({ id }) => id));
      path =
        body.nextCursor === null ? null : `/topics?limit=2&cursor=${encodeURIComponent(body.nextCursor)}`;
    }
    expect(seen.toSorted()).toEqual(ids.toSorted());
    expect(new Set(seen).size).toBe(5);
  });

  it('are seen by granted partners and, from the catalogue, by all; never by strangers', async () => {
    const topic = await topicOf(dealer);
    await bank.api.get(`/topics/${topic.id}`).expect(404);
    await grant(dealer, topic, bank);
    await bank.api.get(`/topics/${topic.id}`).expect(200);
    const shared = await bank.api.get('/topics?scope=shared&limit=200').expect(200);
    expect((shared.body as { data: Topic[] }).data.map(({ id }) => id)).toContain(topic.id);
    await bank.api.patch(`/topics/${topic.id}`, { title: 'x' }).expect(403);
    await bank.api.get(`/topics/${topic.id}/grants`).expect(403);
    await stranger.api.get(`/topics/${topic.id}`).expect(404);
    await stranger.api.patch(`/topics/${topic.id}`, { title: 'x' }).expect(404);
    await dealer.api.patch(`/topics/${topic.id}`, { visibility: 'catalog' }).expect(200);
    await stranger.api.get(`/topics/${topic.id}`).expect(200);
    await stranger.api.get(`/topics/${topic.id}/messages`).expect(404);
    const catalog = await stranger.api.get('/topics?scope=catalog&limit=200').expect(200);
    expect((catalog.body as { data: Topic[] }).data.map(({ id }) => id)).toContain(topic.id);
  });

  it('have grants that are given twice alike, listed with names, and revoked', async () => {
    const topic = await topicOf(dealer);
    const path = `/topics/${topic.id}/grants/${bank.partner.id}`;
    await dealer.api.put(path, {}).expect(201);
    await dealer.api.put(path, {}).expect(200);
    const list = await dealer.api.get(`/topics/${topic.id}/grants`).expect(200);
    expect((list.body as { data: Grant[] }).data).toMatchObject([
      { partnerId: bank.partner.id, partnerName: bank.partner.name },
    ]);
    await publish(dealer, topic);
    await bank.api.get(`/topics/${topic.id}/messages`).expect(200);
    await dealer.api.delete(path).expect(204);
    await bank.api.get(`/topics/${topic.id}/messages`).expect(404);
    await dealer.api.delete(path).expect(404);
  });

  it('are granted to existing other partners only', async () => {
    const topic = await topicOf(dealer);
    await dealer.api.put(`/topics/${topic.id}/grants/prt_01jd8k3m9cfe0rztgq8v5k2n4p`, {}).expect(422);
    await dealer.api.put(`/topics/${topic.id}/grants/${dealer.partner.id}`, {}).expect(422);
    const fresh = await company('Registered a moment ago');
    await dealer.api.put(`/topics/${topic.id}/grants/${fresh.partner.id}`, {}).expect(201);
  });

  it('validate what they are given', async () => {
    const bad = await dealer.api.post('/topics', { name: 'Not A Name', title: '', extra: 1 }).expect(422);
    const { errors } = bad.body as { errors: { pointer: string; code: string }[] };
    expect(errors.map(({ pointer }) => pointer).toSorted()).toEqual(['/extra', '/name', '/title']);
    await dealer.api.get('/topics/not-an-id').expect(404);
    await dealer.api.get('/topics?scope=mine').expect(422);
  });

  it('are deleted with their messages', async () => {
    const topic = await topicOf(dealer);
    await grant(dealer, topic, bank);
    const id = await publish(dealer, topic);
    await dealer.api.delete(`/topics/${topic.id}`).expect(204);
    await dealer.api.get(`/topics/${topic.id}`).expect(404);
    await bank.api.get(`/topics/${topic.id}`).expect(404);
    const refused = await dealer.api.post(`/topics/${topic.id}/messages`, { type: 't', data: 1 });
    expect([404, 409]).toContain(refused.status);
    await eventually(async () => (await dealer.api.get(`/messages/${id}`)).status === 404, {
      what: 'the purge of the messages',
    });
  });

  it('stop with their owner: a suspended partner neither publishes nor reads, until it is resumed', async () => {
    const admin = await operator();
    const shop = await company('Shop');
    const topic = await topicOf(shop);
    await admin.patch(`/partners/${shop.partner.id}`, { status: 'suspended' }).expect(200);
    await shop.api.get('/users').expect(401);
    await eventually(async () => (await shop.api.get('/topics')).status === 401, {
      what: 'the suspension',
    });
    await admin.patch(`/partners/${shop.partner.id}`, { status: 'active' }).expect(200);
    await eventually(async () => (await shop.api.get(`/topics/${topic.id}`)).status === 200);
  });

  it('of a suspended owner leave the catalogue, also by their id; who was granted one goes on reading', async () => {
    const admin = await operator();
    const shop = await company('Shop');
    const topic = await topicOf(shop);
    await shop.api.patch(`/topics/${topic.id}`, { visibility: 'catalog' }).expect(200);
    await grant(shop, topic, bank);
    const message = await publish(shop, topic);
    const seen = async ({ api }: Company) => {
      const catalog = await api.get('/topics?scope=catalog&limit=200').expect(200);
      const isListed = (catalog.body as { data: Topic[] }).data.some(({ id }) => id === topic.id);
      return { isListed, status: (await api.get(`/topics/${topic.id}`)).status };
    };
    expect(await seen(stranger)).toEqual({ isListed: true, status: 200 });
    await admin.patch(`/partners/${shop.partner.id}`, { status: 'suspended' }).expect(200);
    await eventually(async () => !(await seen(stranger)).isListed, { what: 'the suspension' });
    expect(await seen(stranger)).toEqual({ isListed: false, status: 404 });
    await stranger.api.post('/subscriptions', { topicId: topic.id, url: 'https://example.com/' }).expect(404);
    expect(await seen(bank)).toEqual({ isListed: false, status: 200 });
    const shared = await bank.api.get('/topics?scope=shared&limit=200').expect(200);
    expect((shared.body as { data: Topic[] }).data.map(({ id }) => id)).toContain(topic.id);
    await bank.api.get(`/messages/${message}`).expect(200);
    await admin.patch(`/partners/${shop.partner.id}`, { status: 'active' }).expect(200);
    await eventually(async () => (await seen(stranger)).status === 200, {
      what: 'the resumption',
    });
  });

  it('leave partners to operators', async () => {
    await dealer.api.patch(`/partners/${bank.partner.id}`, { status: 'suspended' }).expect(403);
    const list = await dealer.api.get(`/partners?q=${encodeURIComponent(bank.partner.name)}`).expect(200);
    expect((list.body as { data: Partner[] }).data).toMatchObject([{ id: bank.partner.id }]);
  });
});
