import {
  channel,
  deliveryIn,
  endSoon,
  eventually,
  grant,
  mongoClient,
  publish,
  Receiver,
  retryNow,
} from '@anika/testing';

describe('A right that was taken and given again', () => {
  const receiver = Receiver.forSuite();

  it('does not send what waited for its retry since before', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver, { retrySchedule: [3600] });
    receiver.answer(subscription.path, (_, response) => response.writeHead(500).end());
    const before = await publish(dealer, topic, 'before');
    const waiting = await deliveryIn(bank, before, 'retrying');
    await dealer.api.delete(`/topics/${topic.id}/grants/${bank.partner.id}`).expect(204);
    await grant(dealer, topic, bank);
    receiver.answer(subscription.path, (_, response) => response.writeHead(204).end());
    await retryNow(waiting);
    expect(await deliveryIn(bank, before, 'discarded')).toMatchObject({ reason: 'access_revoked' });
    await deliveryIn(bank, await publish(dealer, topic, 'after'), 'delivered');
    expect(receiver.at(subscription.path)).toHaveLength(2);
  });

  it('does not release what was held since before, unless a replay asks for it', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver);
    await bank.api.post(`/subscriptions/${subscription.id}/pause`).expect(200);
    const before = await publish(dealer, topic, 'before');
    await deliveryIn(bank, before, 'held');
    await dealer.api.delete(`/topics/${topic.id}/grants/${bank.partner.id}`).expect(204);
    await grant(dealer, topic, bank);
    await bank.api.post(`/subscriptions/${subscription.id}/resume`).expect(200);
    const { id } = await deliveryIn(bank, before, 'discarded');
    expect(receiver.at(subscription.path)).toEqual([]);
    await bank.api.post(`/deliveries/${id}/redeliver`).expect(202);
    await deliveryIn(bank, before, 'delivered');
  });
});

describe('A right that ends by its date', () => {
  const receiver = Receiver.forSuite();
  const client = mongoClient();
  afterAll(() => client.close());

  it('ends what is held, although the subscription stays paused', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver);
    await bank.api.post(`/subscriptions/${subscription.id}/pause`).expect(200);
    const id = await publish(dealer, topic);
    await deliveryIn(bank, id, 'held');
    await endSoon(dealer, topic, bank);
    const ended = () => client.db().collection('deliveries').findOne({ messageId: id, state: 'discarded' });
    expect(await eventually(ended)).toMatchObject({ reason: 'access_revoked' });
    expect(receiver.at(subscription.path)).toEqual([]);
  });
});

describe('An endpoint that was mended by its partner', () => {
  it('gets at once what was held for the old address', async () => {
    const receiver = await Receiver.start();
    const { dealer, bank, topic, subscription } = await channel(receiver);
    receiver.answer(subscription.path, (_, response) =>
      response.writeHead(503, { 'retry-after': '3600' }).end(),
    );
    const id = await publish(dealer, topic);
    await deliveryIn(bank, id, 'held');
    const path = `${subscription.path}-new`;
    receiver.expect(path, subscription.secret);
    await bank.api.patch(`/subscriptions/${subscription.id}`, { url: receiver.url(path) }).expect(200);
    await deliveryIn(bank, id, 'delivered');
    expect(receiver.failures).toEqual([]);
    await receiver.stop();
  });
});
