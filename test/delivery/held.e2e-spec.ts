import {
  channel,
  deliveryIn,
  eventually,
  heldBySuspension,
  mongoClient,
  operator,
  publish,
  Receiver,
  sweepUntil,
} from '@anika/testing';

describe('What is held', () => {
  const client = mongoClient();
  let receiver: Receiver;
  beforeAll(async () => {
    receiver = await Receiver.start();
  });
  afterAll(async () => {
    await client.close();
    expect(receiver.failures).toEqual([]);
    await receiver.stop();
  });

  it('goes out oldest first when the subscription is resumed', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver);
    await bank.api.post(`/subscriptions/${subscription.id}/pause`).expect(200);
    const ids: string[] = [];
    for (let n = 0; n < 60; n += 1) ids.push(await publish(dealer, topic, n));
    for (const id of ids) await deliveryIn(bank, id, 'held');
    await bank.api.post(`/subscriptions/${subscription.id}/resume`).expect(200);
    await receiver.wait(subscription.path, ids.length);
    const arrived = receiver.at(subscription.path).map(({ messageId }) => messageId);
    // A window of attempts goes at once: the order holds between windows, not within one.
    const late = arrived.map((id, index) => Math.abs(ids.indexOf(id) - index));
    expect(Math.max(...late)).toBeLessThan(50);
    expect(arrived.slice(0, 5).every((id) => ids.indexOf(id) < 10)).toBe(true);
  });

  it('by a fan-out that still saw an old state is found by the sweeper', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver);
    const id = await publish(dealer, topic);
    const { id: deliveryId } = await deliveryIn(bank, id, 'delivered');
    // As that fan-out would have recorded it, after the resume had its release run already.
    const late = { state: 'held', reason: 'paused', parked: `h.${subscription.id}`, attemptsUsed: 0 };
    const hold = { topicId: topic.id, reason: 'paused', rev: 1 };
    const collection = (name: string) => client.db().collection<{ _id: string }>(name);
    await collection('holds').insertOne({ _id: subscription.id, ...hold } as { _id: string });
    await collection('deliveries').updateOne({ _id: deliveryId }, { $set: late });
    await sweepUntil(() => receiver.at(subscription.path).length === 2, 'the release');
    await deliveryIn(bank, id, 'delivered');
  });

  it('of a suspended partner waits for the end of the suspension', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver);
    const platform = await operator();
    const suspend = (status: string) =>
      platform.patch(`/partners/${bank.partner.id}`, { status }).expect(200);
    await suspend('suspended');
    const held = await heldBySuspension(dealer, topic);
    const arrived = () => receiver.at(subscription.path).some(({ messageId }) => messageId === held);
    expect(arrived()).toBe(false);
    await suspend('active');
    await eventually(arrived, { what: `the release of ${held}` });
  });
});

describe('A schedule', () => {
  it('of 30 delays is 31 attempts, and then the end', async () => {
    const receiver = await Receiver.start();
    const retrySchedule = Array.from({ length: 30 }, () => 0.01);
    const { dealer, bank, topic, subscription } = await channel(receiver, { retrySchedule });
    receiver.answer(subscription.path, (_, response) => response.writeHead(500).end());
    const id = await publish(dealer, topic);
    const { attempts } = await deliveryIn(bank, id, 'dead');
    expect(attempts.map(({ number }) => number)).toEqual(Array.from({ length: 31 }, (_, n) => n + 1));
    expect(receiver.at(subscription.path)).toHaveLength(31);
    expect(receiver.failures).toEqual([]);
    await receiver.stop();
  });
});
