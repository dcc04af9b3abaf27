import {
  channel,
  type Company,
  company,
  deliveryIn,
  endSoon,
  eventually,
  publish,
  Receiver,
  retryNow,
  subscribe,
} from '@anika/testing';
import type { Grant, Message, MessageDeliveries, Topic } from '@anika/contracts';

const CHOICE =
  '{"car":"Lada Vesta","price":1.50e6,"client":{"name":"Иван","city":"Москва"},"id":12345678901234567890}';
const SHOWN = '{"car":"Lada Vesta","client":{"city":"Москва"},"id":12345678901234567890}';
const FIELDS = ['car', 'client.city', 'id'];

describe('A grant with fields', () => {
  const receiver = Receiver.forSuite();

  const limit = (owner: Company, topic: Topic, partner: Company, limits: object) =>
    owner.api.put(`/topics/${topic.id}/grants/${partner.partner.id}`, limits);
  const publishText = async (owner: Company, topic: Topic, data: string) => {
    const body = `{"type":"car.chosen","data":${data}}`;
    const answer = await owner.api.postRaw(`/topics/${topic.id}/messages`, body).expect(202);
    return (answer.body as Message).id;
  };
  const textOf = async (partner: Company, path: string) =>
    (await partner.api.get(path).buffer(true).expect(200)).text;

  it('shows only those, to the byte, in webhooks, lists and single messages; the owner sees all', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver);
    const granted = await limit(dealer, topic, bank, { fields: FIELDS }).expect(200);
    expect(granted.body as Grant).toMatchObject({ fields: FIELDS, expiresAt: null });
    const id = await publishText(dealer, topic, CHOICE);
    const [webhook] = await receiver.wait(subscription.path);
    expect(webhook!.body.toString()).toContain(`"data":${SHOWN}}`);
    expect(await textOf(bank, `/messages/${id}`)).toContain(`"data":${SHOWN}}`);
    expect(await textOf(bank, `/topics/${topic.id}/messages`)).toContain(`"data":${SHOWN}}`);
    expect(await textOf(dealer, `/messages/${id}`)).toContain(`"data":${CHOICE}}`);
    expect(await textOf(dealer, `/messages/${id}?as=${bank.partner.id}`)).toContain(`"data":${SHOWN}}`);
    await bank.api.get(`/messages/${id}?as=${dealer.partner.id}`).expect(403);
    const stranger = (await channel(receiver)).bank;
    await dealer.api.get(`/messages/${id}?as=${stranger.partner.id}`).expect(404);
    await stranger.api.get(`/messages/${id}?as=${bank.partner.id}`).expect(404);
  });

  it('can be looked through by the owner, as one partner sees lists, the feed and searches', async () => {
    const { dealer, bank, topic } = await channel(receiver);
    await limit(dealer, topic, bank, { fields: FIELDS }).expect(200);
    const id = await publishText(dealer, topic, CHOICE);
    await deliveryIn(bank, id, 'delivered');
    const as = bank.partner.id;
    const path = `/topics/${topic.id}/messages`;
    expect(await textOf(dealer, `${path}?as=${as}`)).toBe(await textOf(bank, path));
    // For half a minute after a kill of messages by another suite readers of the feed stay behind.
    const feed = await eventually(
      async () => {
        const text = await textOf(dealer, `${path}?order=asc&wait=5&as=${as}`);
        return text.includes(id) && text;
      },
      { what: 'the message in the feed' },
    );
    expect(feed).toContain(`"data":${SHOWN}}`);
    const search = async (body: object) => (await dealer.api.post(`${path}/search`, body).expect(200)).text;
    expect(await search({ as, filter: { 'data.client.city': 'Москва' } })).toContain(`"data":${SHOWN}}`);
    const hidden = { 'data.client.name': 'Иван' };
    expect(await search({ filter: hidden })).toContain(id);
    expect(await search({ as, filter: hidden })).not.toContain(id);
    expect(await search({ as, id })).toContain(`"data":${SHOWN}}`);
    const stranger = (await company()).partner.id;
    for (const query of [`?as=${stranger}`, `?order=asc&as=${stranger}`])
      await dealer.api.get(`${path}${query}`).expect(404);
    await dealer.api.post(`${path}/search`, { as: stranger }).expect(404);
    await bank.api.get(`${path}?as=${dealer.partner.id}`).expect(403);
    await bank.api.post(`${path}/search`, { as: dealer.partner.id }).expect(403);
  });

  it('hides a field from filters as well: nobody finds its value by trying', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver);
    await limit(dealer, topic, bank, { fields: FIELDS }).expect(200);
    const spy = await subscribe(bank, topic, receiver, undefined, {
      filter: { 'data.client.name': { $exists: true } },
    });
    const id = await publishText(dealer, topic, CHOICE);
    await deliveryIn(bank, id, 'delivered');
    await receiver.wait(subscription.path);
    expect(receiver.at(spy.path)).toEqual([]);
    const match = (filter: object) =>
      bank.api
        .patch(`/subscriptions/${spy.id}`, { filter })
        .expect(200)
        .then(() => bank.api.post(`/subscriptions/${spy.id}/match`, { messageId: id }).expect(200));
    expect((await match({ 'data.price': { $gt: 1 } })).body).toEqual({
      matches: false,
      failed: { path: 'data.price', operator: '$gt', expected: 1 },
    });
    expect((await match({ 'data.client.city': 'Москва' })).body).toEqual({ matches: true, failed: null });
  });

  it('may be changed at any time, also for what waits for its retry', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver, { retrySchedule: [3600] });
    receiver.answer(subscription.path, (_, response) => response.writeHead(500).end());
    const id = await publishText(dealer, topic, CHOICE);
    const waiting = await deliveryIn(bank, id, 'retrying');
    await limit(dealer, topic, bank, { fields: ['car'] }).expect(200);
    receiver.answer(subscription.path, (_, response) => response.writeHead(204).end());
    await retryNow(waiting);
    await deliveryIn(bank, id, 'delivered');
    expect(receiver.at(subscription.path).at(-1)!.body.toString()).toContain('"data":{"car":"Lada Vesta"}}');
    await limit(dealer, topic, bank, { fields: null }).expect(200);
    expect(await textOf(bank, `/messages/${id}`)).toContain(`"data":${CHOICE}}`);
  });

  it('ends at its time: reading and delivery stop, and a new one begins anew', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver);
    const past = new Date(Date.now() - 1000).toISOString();
    const refused = await limit(dealer, topic, bank, { expiresAt: past }).expect(422);
    expect(refused.body).toMatchObject({ errors: [{ pointer: '/expiresAt' }] });
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    await limit(dealer, topic, bank, { expiresAt }).expect(200);
    const before = await publish(dealer, topic, 'before');
    await deliveryIn(bank, before, 'delivered');
    await endSoon(dealer, topic, bank);
    await eventually(async () => (await bank.api.get(`/topics/${topic.id}`)).status === 404, {
      what: 'the end of the grant',
    });
    await bank.api.get(`/messages/${before}`).expect(404);
    await bank.api.get(`/topics/${topic.id}/messages`).expect(404);
    expect((await bank.api.get('/topics?scope=shared').expect(200)).body).toMatchObject({ data: [] });
    const between = await publish(dealer, topic, 'between');
    await limit(dealer, topic, bank, {}).expect(201);
    const after = await publish(dealer, topic, 'after');
    await deliveryIn(bank, after, 'delivered');
    const ids = receiver.at(subscription.path).map(({ messageId }) => messageId);
    expect(ids).toEqual([before, after]);
    await bank.api.get(`/messages/${between}`).expect(200);
  });
});

describe('A filter of a subscription', () => {
  it('lets through what matches; what does not leaves no record, and the reason is told', async () => {
    const receiver = await Receiver.start();
    const filter = { type: 'car.chosen', 'data.price': { $lt: 2_000_000 } };
    const { dealer, bank, topic, subscription } = await channel(receiver, { filter });
    const dear = await publish(dealer, topic, { price: 3_000_000 });
    const cheap = await publish(dealer, topic, { price: 1_000_000 });
    await deliveryIn(bank, cheap, 'delivered');
    expect(receiver.at(subscription.path).map(({ messageId }) => messageId)).toEqual([cheap]);
    const why = await eventually(
      async () => {
        const { body } = await bank.api.get(`/messages/${dear}/deliveries`).expect(200);
        const { missing } = body as MessageDeliveries;
        return missing?.find(({ explanation }) => explanation.code === 'filter_mismatch');
      },
      { what: 'the explanation' },
    );
    expect(why.subscriptionId).toBe(subscription.id);

    await bank.api.patch(`/subscriptions/${subscription.id}`, { filter: null }).expect(200);
    const next = await publish(dealer, topic, { price: 3_000_000 });
    await deliveryIn(bank, next, 'delivered');
    await receiver.stop();
  });

  it('that is not in the language is refused, with the place and what to do', async () => {
    const receiver = await Receiver.start();
    const { bank, subscription } = await channel(receiver);
    const filter = { 'data.name': { $regex: '.*' }, name: 'x' };
    const { body } = await bank.api.patch(`/subscriptions/${subscription.id}`, { filter }).expect(422);
    expect((body as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer)).toEqual([
      '/filter/data.name/$regex',
      '/filter/name',
    ]);
    await bank.api.post(`/subscriptions/${subscription.id}/match`, {}).expect(422);
    await receiver.stop();
  });
});
