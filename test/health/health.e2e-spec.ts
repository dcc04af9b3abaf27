import type { ServerResponse } from 'node:http';
import {
  channel,
  type Company,
  company,
  deliveryIn,
  eventsTopicOf,
  eventually,
  publish,
  Receiver,
  mongoClient,
  subscribe,
} from '@anika/testing';
import type { Attempt, Subscription, Topic } from '@anika/contracts';

interface Event {
  readonly id: string;
  readonly type: string;
  readonly data: Record<string, unknown>;
}

interface Count {
  readonly _id: string;
  readonly failingSince: Date;
  readonly told?: number;
}

const DAY_MS = 24 * 3_600_000;

describe("An endpoint's health", () => {
  const client = mongoClient();
  const health = client.db().collection<Count>('health');
  let receiver: Receiver;
  beforeAll(async () => {
    receiver = await Receiver.start();
  });
  afterAll(async () => {
    await client.close();
    expect(receiver.failures).toEqual([]);
    await receiver.stop();
  });

  const subscriptionOf = async (partner: Company, id: string) =>
    (await partner.api.get(`/subscriptions/${id}`).expect(200)).body as Subscription;

  /** A channel whose subscriber also has a webhook for what the platform tells it. */
  const watched = async (more: object = {}) => {
    const made = await channel(receiver, more);
    const events = await subscribe(made.bank, await eventsTopicOf(made.bank), receiver);
    const told = (type: string) =>
      eventually(
        () =>
          receiver
            .at(events.path)
            .map(({ body }) => JSON.parse(body.toString()) as Event)
            .find((event) => event.type === type),
        { what: `the event ${type}` },
      );
    return { ...made, told };
  };
  /** As if the failing had begun earlier. */
  const makeOlder = async (id: string, days: number) => {
    const failingSince = new Date(Date.now() - days * DAY_MS);
    await health.updateOne({ _id: id }, { $set: { failingSince } });
  };

  const isAiling = (id: string) => health.findOne({ _id: id });

  it('is told when it fails and when it recovers', async () => {
    const { dealer, bank, topic, subscription, told } = await watched();
    expect(await subscriptionOf(bank, subscription.id)).toMatchObject({ health: { state: 'healthy' } });
    receiver.answer(subscription.path, (_, response) => response.writeHead(500).end());
    const id = await publish(dealer, topic);
    const failing = await told('subscription.failing');
    expect(failing.data).toMatchObject({
      subscriptionId: subscription.id,
      topicId: topic.id,
      state: 'failing',
      lastError: 'status-5xx',
      percentOfTime: 0,
    });
    expect(await subscriptionOf(bank, subscription.id)).toMatchObject({
      status: 'active',
      health: { state: 'failing', lastError: 'status-5xx', failingSince: failing.data['failingSince'] },
    });
    await deliveryIn(bank, id, 'dead');
    const dead = await told('delivery.dead');
    expect(dead.data).toMatchObject({ messageId: id, subscriptionId: subscription.id, attempts: 4 });

    receiver.answer(subscription.path, (_, response) => response.writeHead(204).end());
    await deliveryIn(bank, await publish(dealer, topic), 'delivered');
    expect((await told('subscription.recovered')).data).toMatchObject({ subscriptionId: subscription.id });
    expect(await subscriptionOf(bank, subscription.id)).toMatchObject({ health: { state: 'healthy' } });
  });

  it('is well again once it has taken a test event, be it paused or not; a test that fails counts for nothing', async () => {
    const { dealer, bank, topic, subscription, told } = await watched({ retrySchedule: [0.1, 0.1, 3600] });
    const test = async () => {
      const { body } = await bank.api.post(`/subscriptions/${subscription.id}/test`).expect(200);
      return (body as Attempt).statusCode;
    };
    receiver.answer(subscription.path, (_, response) => response.writeHead(500).end());
    await publish(dealer, topic);
    await told('subscription.failing');
    expect(await test()).toBe(500);
    expect(await isAiling(subscription.id)).toMatchObject({ failures: 3 });

    await bank.api.post(`/subscriptions/${subscription.id}/pause`).expect(200);
    receiver.answer(subscription.path, (_, response) => response.writeHead(204).end());
    expect(await test()).toBe(204);
    await told('subscription.recovered');
    expect(await subscriptionOf(bank, subscription.id)).toMatchObject({ health: { state: 'healthy' } });
  });

  it('that fails for five days is disabled; what is published meanwhile is held, and delivered once it is resumed', async () => {
    const { dealer, bank, topic, subscription, told } = await watched({
      retrySchedule: [0.1, 0.1, 0.1, 3600],
    });
    receiver.answer(subscription.path, (_, response) => response.writeHead(503).end());
    const first = await publish(dealer, topic);
    await told('subscription.failing');
    await makeOlder(subscription.id, 2.6);
    await eventually(
      () =>
        receiver.received.some(
          ({ body }) => body.includes(subscription.id) && body.includes('"percentOfTime":50'),
        ),
      { what: 'the warning at half of the time' },
    );
    await makeOlder(subscription.id, 5.1);
    await told('subscription.disabled');
    expect(await subscriptionOf(bank, subscription.id)).toMatchObject({
      status: 'disabled',
      statusReason: 'failing',
      health: { state: 'disabled', lastError: 'status-5xx' },
    });
    const meanwhile: string[] = [];
    for (let n = 0; n < 10; n += 1) meanwhile.push(await publish(dealer, topic, n));
    for (const id of meanwhile)
      expect(await deliveryIn(bank, id, 'held')).toMatchObject({ reason: 'disabled', attempts: [] });

    receiver.answer(subscription.path, (_, response) => response.writeHead(204).end());
    await bank.api.post(`/subscriptions/${subscription.id}/resume`).expect(200);
    for (const id of meanwhile) await deliveryIn(bank, id, 'delivered');
    expect(await subscriptionOf(bank, subscription.id)).toMatchObject({
      status: 'active',
      health: { state: 'healthy' },
    });
    await bank.api.get(`/messages/${first}`).expect(200);
  });

  it('starts afresh with another endpoint and when it is put back to work; what failed before disables nobody then', async () => {
    const { dealer, bank, topic, subscription } = await watched({ retrySchedule: [0.1, 0.1, 3600] });
    const own = `/subscriptions/${subscription.id}`;
    const fail = async () => {
      receiver.answer(subscription.path, (_, response) => response.writeHead(503).end());
      await publish(dealer, topic);
      return eventually(async () => (await health.findOne({ _id: subscription.id, told: 0 })) ?? undefined, {
        what: 'it fails',
      });
    };
    await fail();
    receiver.expect(`${subscription.path}/mended`, subscription.secret);
    const mended = receiver.url(`${subscription.path}/mended`);
    const { body } = await bank.api.patch(own, { url: mended }).expect(200);
    expect(body).toMatchObject({ health: { state: 'healthy' } });
    await eventually(async () => !(await isAiling(subscription.id)), { what: 'the failures are forgotten' });
    await deliveryIn(bank, await publish(dealer, topic), 'delivered');

    await bank.api.patch(own, { url: subscription.url }).expect(200);
    const count = await fail();
    await bank.api.post(`${own}/pause`).expect(200);
    const resumed = await bank.api.post(`${own}/resume`).expect(200);
    expect(resumed.body).toMatchObject({ status: 'active', health: { state: 'healthy' } });
    await eventually(async () => !(await isAiling(subscription.id)), { what: 'the failures are forgotten' });
    // As if the watch had read it before that: when half of the five days were over, and at their end.
    for (const [days, told] of [
      [2.6, 0],
      [5.1, 90],
    ] as const) {
      await health.insertOne({ ...count, failingSince: new Date(Date.now() - days * DAY_MS), told });
      await eventually(async () => !(await isAiling(subscription.id)), { what: 'the old count is dropped' });
      expect(await subscriptionOf(bank, subscription.id)).toMatchObject({
        status: 'active',
        health: { state: 'healthy' },
      });
    }
  });

  it('is its own: what fails at the former URL while another is given counts for nothing', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver, { retrySchedule: [3600] });
    const open: ServerResponse[] = [];
    receiver.answer(subscription.path, (_, response) => void open.push(response));
    const ids = [await publish(dealer, topic), await publish(dealer, topic)];
    await eventually(() => open.length === ids.length, { what: 'both are under way' });
    const other = `${subscription.path}/other`;
    receiver.expect(other, subscription.secret);
    receiver.answer(other, (_, response) => response.writeHead(503).end());
    await bank.api.patch(`/subscriptions/${subscription.id}`, { url: receiver.url(other) }).expect(200);
    for (const response of open) response.writeHead(500).end();
    for (const id of ids) await deliveryIn(bank, id, 'retrying');

    await deliveryIn(bank, await publish(dealer, topic), 'retrying');
    const counted = await eventually(async () => (await isAiling(subscription.id)) ?? undefined);
    expect(counted).toMatchObject({ failures: 1, lastError: 'status-5xx' });
  });

  it('is told although that of a deleted topic is looked at before', async () => {
    const more = { retrySchedule: [0.1, 0.1, 0.1, 3600] };
    const first = await watched(more);
    const second = await watched(more);
    for (const { dealer, topic, subscription, told } of [first, second]) {
      receiver.answer(subscription.path, (_, response) => response.writeHead(503).end());
      await publish(dealer, topic);
      await told('subscription.failing');
    }
    await first.dealer.api.delete(`/topics/${first.topic.id}`).expect(204);
    await makeOlder(first.subscription.id, 5.1);
    await makeOlder(second.subscription.id, 5.1);
    await second.told('subscription.disabled');
    await eventually(async () => !(await isAiling(first.subscription.id)), { what: 'the first forgotten' });
  });

  it('that says it is gone for good is disabled at once, and its partner told', async () => {
    const { dealer, bank, topic, subscription, told } = await watched();
    receiver.answer(subscription.path, (_, response) => response.writeHead(410).end());
    await deliveryIn(bank, await publish(dealer, topic), 'held');
    expect((await told('subscription.disabled')).data).toMatchObject({
      subscriptionId: subscription.id,
      topicId: topic.id,
      state: 'disabled',
      lastError: 'status-4xx',
    });
    expect(await subscriptionOf(bank, subscription.id)).toMatchObject({
      status: 'disabled',
      statusReason: 'gone',
    });
  });

  it('concerns its partner alone, and nobody else writes the events topic', async () => {
    const [bank, polis] = [await company(), await company()];
    const topic = await eventsTopicOf(bank);
    expect(topic).toMatchObject({ kind: 'events', ownerId: bank.partner.id });
    await polis.api.get(`/topics/${topic.id}`).expect(404);
    await polis.api.get(`/topics/${topic.id}/messages`).expect(404);
    const message = { type: 'subscription.failing', data: {} };
    await polis.api.post(`/topics/${topic.id}/messages`, message).expect(404);
    await bank.api.post(`/topics/${topic.id}/messages`, message).expect(403);
    await bank.api.patch(`/topics/${topic.id}`, { title: 'Mine' }).expect(403);
    await bank.api.delete(`/topics/${topic.id}`).expect(403);
    await bank.api.put(`/topics/${topic.id}/grants/${polis.partner.id}`, {}).expect(403);
    const owned = await bank.api.get('/topics').expect(200);
    expect((owned.body as { data: Topic[] }).data).toEqual([]);
  });
});

describe('A rate limit', () => {
  it('spreads a burst over the seconds; nothing is lost and nothing costs an attempt', async () => {
    const receiver = await Receiver.start();
    const { dealer, bank, topic } = await channel(receiver, { rateLimit: 4 });
    const ids = await Promise.all(Array.from({ length: 12 }, (_, n) => publish(dealer, topic, n)));
    // By the dispatcher's clock: how they arrive here is also a matter of this process.
    const times: number[] = [];
    for (const id of ids) {
      const { attempts } = await deliveryIn(bank, id, 'delivered');
      expect(attempts).toHaveLength(1);
      times.push(Math.floor(Date.parse(attempts[0]!.at) / 1000));
    }
    const most = Math.max(...times.map((second) => times.filter((other) => other === second).length));
    // A webhook that was let go at the end of a second may begin in the next.
    expect(most).toBeLessThanOrEqual(6);
    expect(new Set(times).size).toBeGreaterThanOrEqual(3);
    await receiver.stop();
  });
});
