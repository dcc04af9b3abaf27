import type { FoundMessages, Message, Page, SearchIndex, Topic } from '@anika/contracts';
import { newId, newIdAt } from '@anika/contracts';
import { company, type Company, eventually, grant, mongoClient, publish, topicOf } from '@anika/testing';

const CARS = [
  { car: 'Vesta', price: 1500, client: { city: 'Москва' }, tags: ['new', 'red'] },
  { car: 'Niva', price: 900, client: { city: 'Казань' }, tags: [] },
  { car: 'Vesta', price: 2500, client: { city: 'Казань' }, tags: ['red'] },
  { car: 'Granta', price: 700, client: { city: 'Москва' } },
];

describe('Search', () => {
  const client = mongoClient();
  const messages = client.db().collection<{ _id: string; f?: string[]; open?: boolean }>('messages');
  let late: { dealer: Company; topic: Topic; ids: string[]; since: number };

  beforeAll(async () => {
    // Fields declared after the messages: that takes a while, so it begins before the other tests.
    const dealer = await company();
    const topic = await topicOf(dealer);
    const ids = [];
    for (const data of CARS) ids.push(await publish(dealer, topic, data));
    await declare(dealer, topic, ['client.city']);
    expect((await progress(dealer, topic)).body).toMatchObject({ state: 'running', done: 0, total: 4 });
    late = { dealer, topic, ids, since: Date.now() };
  });
  afterAll(() => client.close());

  const declare = (owner: Company, topic: Topic, searchableFields: string[]) =>
    owner.api.patch(`/topics/${topic.id}`, { searchableFields }).expect(200);
  const progress = (owner: Company, topic: Topic) =>
    owner.api.get(`/topics/${topic.id}/search-index`).expect(200);
  const search = async (reader: Company, topic: Topic, body: object) =>
    (await reader.api.post(`/topics/${topic.id}/messages/search`, body).expect(200)).body as FoundMessages;
  const ids = async (reader: Company, topic: Topic, body: object) =>
    (await search(reader, topic, body)).data.map(({ id }) => id);
  /** A topic with the cars, newest first. */
  const cars = async (fields: string[] = []) => {
    const dealer = await company();
    const topic = await topicOf(dealer);
    if (fields.length > 0) await declare(dealer, topic, fields);
    const published: string[] = [];
    for (const data of CARS) published.unshift(await publish(dealer, topic, data));
    return { dealer, topic, published };
  };

  it.each([
    [{}, [0, 1, 2, 3]],
    [{ filter: { 'data.car': 'Vesta' } }, [1, 3]],
    [{ filter: { 'data.price': { $gte: 900, $lt: 2000 } } }, [2, 3]],
    [{ filter: { 'data.client.city': { $in: ['Казань', 'Псков'] } } }, [1, 2]],
    [{ filter: { 'data.tags': 'red', 'data.client.city': 'Москва' } }, [3]],
    [{ filter: { $or: [{ 'data.car': 'Niva' }, { 'data.price': 700 }] } }, [0, 2]],
    [{ filter: { 'data.tags': { $exists: false } } }, [0, 2]],
    [{ type: 'car.chosen', filter: { 'data.car': 'Niva' } }, [2]],
    [{ type: 'other' }, []],
    [{ to: '2020-01-01T00:00:00Z' }, []],
    [{ from: '2020-01-01T00:00:00Z', filter: { 'data.car': 'Granta' } }, [0]],
  ])('by %j finds the same with and without declared fields', async (body, expected) => {
    const [plain, indexed] = await Promise.all([cars(), cars(['client.city', 'car', 'tags'])]);
    for (const { dealer, topic, published } of [plain, indexed])
      expect(await ids(dealer, topic, body)).toEqual(expected.map((index) => published[index]));
  });

  it('by id, publisher and idempotency key', async () => {
    const { dealer, topic, published } = await cars();
    const keyed = await dealer.api
      .post(`/topics/${topic.id}/messages`, { type: 't', data: 1 })
      .set('idempotency-key', 'order-1')
      .expect(202);
    const id = (keyed.body as Message).id;
    expect(await ids(dealer, topic, { idempotencyKey: 'order-1' })).toEqual([id]);
    expect(await ids(dealer, topic, { idempotencyKey: 'order-1', type: 'x' })).toEqual([]);
    expect(await ids(dealer, topic, { idempotencyKey: 'order-2' })).toEqual([]);
    expect(await ids(dealer, topic, { id: published[1] })).toEqual([published[1]]);
    expect(await ids(dealer, topic, { id: newId('message') })).toEqual([]);
    expect(await ids(dealer, topic, { publisherId: dealer.partner.id })).toHaveLength(5);
    expect(await ids(dealer, topic, { publisherId: newId('partner') })).toEqual([]);
    const other = await cars();
    expect(await ids(other.dealer, other.topic, { id: published[0] })).toEqual([]);
    const reader = await company();
    await grant(dealer, topic, reader);
    const refused = await reader.api
      .post(`/topics/${topic.id}/messages/search`, { idempotencyKey: 'order-1' })
      .expect(403);
    expect(refused.body).toMatchObject({ code: 'FORBIDDEN' });
  });

  it('goes on page by page, each match once', async () => {
    for (const { dealer, topic, published } of [await cars(), await cars(['car'])]) {
      const found: string[] = [];
      let cursor: string | null | undefined;
      do {
        const page = await search(dealer, topic, {
          filter: { 'data.car': { $in: ['Vesta', 'Granta'] } },
          limit: 1,
          ...(cursor && { cursor }),
        });
        found.push(...page.data.map(({ id }) => id));
        cursor = page.nextCursor;
      } while (cursor);
      expect(found).toEqual([published[0], published[1], published[3]]);
    }
  });

  it('tells when it has read as much as it may, and what would help; it goes on from there', async () => {
    const { dealer, topic, published } = await cars();
    // Open ones would be taken for lost, and sent.
    const { open: _open, ...template } = (await messages.findOne({ _id: published[0]! }))!;
    const start = Date.now() - 50_000;
    const many = Array.from({ length: 20_500 }, (_, n) => ({
      ...template,
      _id: newIdAt('message', start + n),
    }));
    await messages.insertMany(many);
    const filter = { 'data.car': 'Lada' };
    const found: unknown[] = [];
    let page = await search(dealer, topic, { filter });
    expect(page).toMatchObject({ data: [], incomplete: true });
    expect(page.hint).toContain('Asked for: car');
    for (let count = 0; page.nextCursor !== null && count < 20; count += 1) {
      page = await search(dealer, topic, { filter, cursor: page.nextCursor });
      found.push(...page.data);
    }
    expect(page).toEqual({ data: [], nextCursor: null });
    expect(found).toEqual([]);
    // By equality on a declared field nothing else is read.
    await declare(dealer, topic, ['car']);
    const from = new Date().toISOString();
    const fresh = await publish(dealer, topic, { car: 'Lada' });
    expect(await ids(dealer, topic, { filter, from })).toEqual([fresh]);
  });

  it('sees what the grant shows, by whatever index: a hidden field finds nothing', async () => {
    const { dealer, topic, published } = await cars(['client.city', 'price']);
    const reader = await company();
    const fields = { fields: ['car', 'client'] };
    await dealer.api.put(`/topics/${topic.id}/grants/${reader.partner.id}`, fields).expect(201);
    expect(await ids(reader, topic, { filter: { 'data.client.city': 'Казань' } })).toEqual([
      published[1],
      published[2],
    ]);
    for (const condition of [900, { $gt: 0 }, { $exists: true }, { $in: [700, 900] }])
      expect(await ids(reader, topic, { filter: { 'data.price': condition } })).toEqual([]);
    expect(await ids(reader, topic, { filter: { 'data.price': { $exists: false } } })).toHaveLength(4);
    const [found] = (await search(reader, topic, { filter: { 'data.car': 'Niva' } })).data;
    expect(found!.data).toEqual({ car: 'Niva', client: { city: 'Казань' } });
    await reader.api.get(`/topics/${topic.id}/search-index`).expect(403);
  });

  it.each([
    [{ filter: { 'data.a': { $regex: 'x' } } }, '/filter/data.a/$regex'],
    [{ limit: 0 }, '/limit'],
    [{ limit: 201 }, '/limit'],
    [{ id: 'msg_1' }, '/id'],
    [{ from: 'yesterday' }, '/from'],
    [{ sort: 'asc' }, '/'],
    [{ cursor: 'x' }, '?cursor'],
  ])('refuses %j', async (body, pointer) => {
    const { dealer, topic } = late;
    const answer = await dealer.api.post(`/topics/${topic.id}/messages/search`, body).expect(422);
    expect(answer.body).toMatchObject({ code: 'VALIDATION_FAILED' });
    expect((answer.body as { errors: { pointer: string }[] }).errors[0]!.pointer).toContain(pointer);
  });

  it.each([
    [['a', 'a']],
    [['a\u0000']],
    [['a..b']],
    [Array.from({ length: 17 }, (_, n) => `f${n}`)],
    ['car'],
  ])('refuses to declare %j', async (searchableFields) => {
    const { dealer, topic } = late;
    await dealer.api.patch(`/topics/${topic.id}`, { searchableFields }).expect(422);
  });

  /** Last: by now it has had some time. */
  it('indexes what was there before the fields were declared; until then it finds it all the same', async () => {
    const { dealer, topic, ids: published } = late;
    const filter = { 'data.client.city': 'Казань' };
    expect(await ids(dealer, topic, { filter })).toEqual([published[2], published[1]]);
    const ready = await eventually(
      async () => {
        const { body } = await progress(dealer, topic);
        return (body as SearchIndex).state === 'ready' && (body as SearchIndex);
      },
      { what: 'the index to be ready' },
    );
    expect(ready).toEqual({ fields: ['client.city'], state: 'ready', done: 4, total: 4 });
    expect(await ids(dealer, topic, { filter })).toEqual([published[2], published[1]]);
    expect((await messages.findOne({ _id: published[1]! }))!.f).toEqual(['client.city=s:Казань']);
    const listed = (await dealer.api.get('/topics').expect(200)).body as Page<Topic>;
    expect(listed.data.find(({ id }) => id === topic.id)!.searchableFields).toEqual(['client.city']);
  });
});
