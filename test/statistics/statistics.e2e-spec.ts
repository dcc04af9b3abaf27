import {
  type Delivery,
  deliveryId,
  newId,
  type Outcome,
  RecordOutcomes,
  type Statistics,
  type StatisticsStep,
} from '@anika/contracts';
import { RpcClient } from '@anika/platform';
import {
  appOf,
  channel,
  type Company,
  deliveryIn,
  eventually,
  mongoClient,
  publish,
  Receiver,
  stack,
} from '@anika/testing';

const DAY_MS = 24 * 3_600_000;
type Counts = Omit<StatisticsStep, 'at'>;

describe('Statistics', () => {
  const receiver = Receiver.forSuite();
  const client = mongoClient();
  afterAll(() => client.close());

  const read = async ({ api }: Company, path: string) => {
    const { body } = await api.get(path).expect(200);
    return (body as Statistics).data;
  };
  /** Of the whole range, without durations: a test may run over the turn of the hour. */
  const total = async (reader: Company, path: string) => {
    const sum: Record<string, number> = {};
    for (const { at: _at, p50Ms: _p50Ms, p95Ms: _p95Ms, ...counts } of await read(reader, path))
      for (const [name, count] of Object.entries(counts)) sum[name] = (sum[name] ?? 0) + count;
    return sum;
  };
  const counted = async (reader: Company, path: string, expected: Counts) => {
    await eventually(async () => JSON.stringify(await total(reader, path)) === JSON.stringify(expected), {
      what: `${path} to be ${JSON.stringify(expected)}`,
    });
    return read(reader, path);
  };

  it('count messages, deliveries, failures, holds and dead letters, each for those whom they concern', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver, { retrySchedule: [1] });
    let answers = 0;
    // The fourth message never arrives, the sixth at its second attempt; never so many failures that the endpoint is left alone.
    receiver.answer(subscription.path, (_, response) => {
      answers += 1;
      response.writeHead([4, 5, 7].includes(answers) ? 500 : 204).end();
    });
    const ids: string[] = [];
    for (const state of ['delivered', 'delivered', 'delivered', 'dead', 'delivered', 'delivered']) {
      ids.push(await publish(dealer, topic));
      await deliveryIn(bank, ids.at(-1)!, state);
    }
    await bank.api.post(`/subscriptions/${subscription.id}/pause`).expect(200);
    await deliveryIn(bank, await publish(dealer, topic), 'held');
    await bank.api.post(`/subscriptions/${subscription.id}/resume`).expect(200);
    await receiver.wait(subscription.path, 9);

    const outcomes = { delivered: 6, failed: 3, held: 1, dead: 1 };
    const [ofTopic, ofSubscription] = [
      `/topics/${topic.id}/stats`,
      `/subscriptions/${subscription.id}/stats`,
    ];
    const rows = await counted(bank, ofSubscription, outcomes);
    expect(rows).toHaveLength(25);
    expect(rows[0]).toEqual({ at: rows[0]!.at, delivered: 0, failed: 0, held: 0, dead: 0 });
    const busy = rows.find(({ delivered }) => delivered! > 0)!;
    expect(busy.p50Ms).toBeGreaterThanOrEqual(1);
    expect(busy.p95Ms).toBeGreaterThanOrEqual(busy.p50Ms!);
    await counted(dealer, ofTopic, { messages: 7, ...outcomes });
    await counted(bank, ofTopic, { messages: 7 });
    await counted(dealer, '/stats', { messages: 7, delivered: 0, failed: 0, held: 0, dead: 0 });
    const days = await counted(bank, `${ofSubscription}?step=day&utcOffset=3`, outcomes);
    expect(days.length).toBeGreaterThanOrEqual(30);
    expect(days.every(({ at }) => at.endsWith('T21:00:00.000Z'))).toBe(true);

    // Once more is none more, an attempt that fails is a failure all the same.
    const { id } = await deliveryIn(bank, ids[0]!, 'delivered');
    const attempts = (count: number) =>
      eventually(async () => {
        const { body } = await bank.api.get(`/deliveries/${id}`).expect(200);
        const delivery = body as Delivery;
        return delivery.state === 'delivered' && delivery.attempts.length === count;
      });
    await bank.api.post(`/deliveries/${id}/redeliver`).expect(202);
    await attempts(2);
    receiver.answer(subscription.path, (_, response) => response.writeHead(500).end());
    await bank.api.post(`/deliveries/${id}/redeliver`).expect(202);
    await attempts(3);
    await counted(bank, ofSubscription, { ...outcomes, failed: 4 });
  });

  it('count an outcome once, however often it is recorded', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver);
    const messageId = newId('message');
    const { tcpPort } = appOf('messages');
    const messages = new RpcClient({
      service: 'messages',
      addresses: [`127.0.0.1:${tcpPort}`],
      secret: stack().secrets.internal,
      timeoutMs: 3000,
    });
    const outcome = (result: Outcome['result'], attempt?: Outcome['attempt']): Outcome => ({
      deliveryId: deliveryId(messageId, subscription.id),
      topicId: topic.id,
      partnerId: bank.partner.id,
      publisherId: dealer.partner.id,
      generation: 0,
      attemptsUsed: attempt ? 1 : 0,
      result,
      ...(attempt && { attempt }),
    });
    const record = (one: Outcome) => messages.call(RecordOutcomes, { outcomes: [one], closed: [] });
    const at = new Date().toISOString();
    const pending = outcome({ state: 'pending', dueAt: new Date(Date.now() + DAY_MS).toISOString() });
    const done = outcome({ state: 'delivered' }, { number: 1, at, durationMs: 250, statusCode: 204 });
    try {
      for (const one of [pending, pending, done, done]) await record(one);
      await Promise.all([record(done), record(done)]);
    } finally {
      messages.close();
    }
    const path = `/subscriptions/${subscription.id}/stats`;
    const counts = { delivered: 1, failed: 0, held: 0, dead: 0 };
    const rows = await counted(bank, path, counts);
    const { p50Ms } = rows.find(({ delivered }) => delivered === 1)!;
    expect(Math.abs(p50Ms! - 250)).toBeLessThanOrEqual(25);
    // What is written later would have been written with the message of now.
    await publish(dealer, topic);
    await counted(bank, path, { ...counts, delivered: 2 });
  });

  it('reach as far back as they say, no further, and are purged then', async () => {
    const { dealer, topic } = await channel(receiver);
    const path = `/topics/${topic.id}/stats`;
    const times = (days: number, step: string) => {
      const to = Date.now();
      const from = new Date(to - days * DAY_MS).toISOString();
      return `${path}?step=${step}&from=${from}&to=${new Date(to).toISOString()}`;
    };
    expect((await read(dealer, times(31, 'hour'))).length).toBeGreaterThanOrEqual(31 * 24);
    await dealer.api.get(times(32, 'hour')).expect(422);
    expect((await read(dealer, times(400, 'day'))).length).toBeGreaterThanOrEqual(400);
    const refused = await dealer.api.get(times(401, 'day')).expect(422);
    expect(refused.body).toMatchObject({ errors: [{ pointer: '?from' }] });
    await dealer.api.get(`${path}?from=${new Date(Date.now() + DAY_MS).toISOString()}`).expect(422);

    const counters = client.db().collection<{ _id: string; at: Date }>('counters');
    const old = (days: number) => ({
      _id: `${topic.id}.old${days}`,
      at: new Date(Date.now() - days * DAY_MS),
    });
    await counters.insertMany([old(401), old(399)]);
    const left = () => counters.find({ _id: { $in: [old(401)._id, old(399)._id] } }).toArray();
    await eventually(async () => (await left()).length === 1, { what: 'the purge' });
    expect((await left())[0]!._id).toBe(old(399)._id);
  });
});
