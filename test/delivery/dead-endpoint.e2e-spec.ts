import {
  channel,
  type Company,
  deliveryIn,
  eventually,
  grant,
  operator,
  publish,
  Receiver,
  subscribe,
  topicOf,
} from '@anika/testing';
import type { BatchResults, Delivery, Sweep } from '@anika/contracts';
import type { ServerResponse } from 'node:http';

/** More than are used up by the probes while the endpoint is dead, however long that takes. */
const RETRY_SCHEDULE = Array.from({ length: 40 }, () => 0.3);

describe('An endpoint that takes nothing', () => {
  const receiver = Receiver.forSuite();

  const deliveriesOf = async (subscriber: Company, subscriptionId: string) => {
    const answer = await subscriber.api
      .get(`/subscriptions/${subscriptionId}/deliveries?limit=100`)
      .expect(200);
    return (answer.body as { data: Delivery[] }).data;
  };

  it('is left alone after some failures: what follows is held, costs no attempt, and goes out oldest first when it recovers', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver, { retrySchedule: RETRY_SCHEDULE });
    receiver.answer(subscription.path, (_, response) => response.writeHead(500).end());
    for (let n = 1; n <= 3; n += 1) {
      await publish(dealer, topic, n);
      await receiver.wait(subscription.path, n);
    }
    await eventually(
      async () => (await deliveriesOf(bank, subscription.id)).some(({ reason }) => reason === 'circuit_open'),
      { what: 'the open circuit' },
    );
    const messages = Array.from({ length: 20 }, (_, n) => ({ type: 'car.chosen', data: n }));
    const { body } = await dealer.api.post(`/topics/${topic.id}/messages/batch`, { messages }).expect(200);
    const later = (body as BatchResults).results.map(({ id }) => id!);
    const held = await eventually(
      async () => {
        const held = (await deliveriesOf(bank, subscription.id)).filter(
          ({ state, attempts }) => state === 'held' && attempts.length === 0,
        );
        return held.length >= 15 && held.every(({ reason }) => reason === 'circuit_open') ? held : undefined;
      },
      { what: 'most of the later deliveries held by the open circuit' },
    );

    receiver.answer(subscription.path, (_, response) => response.writeHead(204).end());
    for (const id of later) await deliveryIn(bank, id, 'delivered');
    const firsts = receiver
      .at(subscription.path)
      .filter(({ messageId, attempt }) => later.includes(messageId) && attempt === 1)
      .map(({ messageId }) => messageId);
    // Those that waited, newest in front here, go in the order of their publishing: the first of them before the last.
    expect(firsts.indexOf(held.at(-1)!.messageId)).toBeLessThan(firsts.indexOf(held[0]!.messageId));
  });

  it('that never answers does not keep the message from the others', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver);
    const { bank: polis } = await channel(receiver);
    await grant(dealer, topic, polis);
    const dead = await subscribe(polis, topic, receiver);
    const open = new Set<ServerResponse>();
    let mostAtOnce = 0;
    receiver.answer(dead.path, (_, response) => {
      mostAtOnce = Math.max(mostAtOnce, open.add(response).size);
      response.once('close', () => open.delete(response));
    });
    const ids = await Promise.all(Array.from({ length: 60 }, (_, n) => publish(dealer, topic, n)));
    await receiver.wait(subscription.path, ids.length);
    for (const id of ids) await deliveryIn(bank, id, 'delivered');
    // Only as many as its window has: the others are held.
    expect(mostAtOnce).toBeLessThanOrEqual(5);
    await eventually(
      async () => {
        const tried = new Set(receiver.at(dead.path).map(({ messageId }) => messageId));
        const held = (await deliveriesOf(polis, dead.id)).filter(
          ({ state, attempts }) => state === 'held' && attempts.length === 0,
        );
        return held.length === ids.length - tried.size;
      },
      { what: 'all that was not tried to be held, at the cost of no attempt' },
    );

    receiver.answer(dead.path, (_, response) => response.writeHead(204).end());
    for (const response of open) response.writeHead(204).end();
    for (const id of ids) await deliveryIn(polis, id, 'delivered');
  });

  it('that asks for a pause gets nothing before its time, whatever is published', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver, { retrySchedule: [0.1] });
    const times: number[] = [];
    receiver.answer(subscription.path, (_, response) => {
      times.push(Date.now());
      response.writeHead(times.length === 1 ? 503 : 204, { 'retry-after': '2' }).end();
    });
    const first = await publish(dealer, topic, 'first');
    await eventually(async () => (await deliveriesOf(bank, subscription.id))[0]?.attempts.length === 1);
    const second = await publish(dealer, topic, 'second');
    await deliveryIn(bank, first, 'delivered');
    await deliveryIn(bank, second, 'delivered');
    expect(times[1]! - times[0]!).toBeGreaterThanOrEqual(2000);
  });

  it('that asks for a long pause has all held meanwhile', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver, { retrySchedule: [0.1] });
    receiver.answer(subscription.path, (_, response) =>
      response.writeHead(503, { 'retry-after': '3600' }).end(),
    );
    for (const data of ['first', 'second']) {
      const id = await publish(dealer, topic, data);
      expect(await deliveryIn(bank, id, 'held')).toMatchObject({ reason: 'retry_after' });
    }
    expect(receiver.at(subscription.path)).toHaveLength(1);
  });

  it('that asks for a pause with several answers at once gets it, although it counts as failing too', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver);
    const open: (() => void)[] = [];
    receiver.answer(subscription.path, (_, response) => {
      open.push(() => response.writeHead(503, { 'retry-after': '3600' }).end());
      // The last one opens the circuit, for a part of a second.
      if (open.length >= 3) for (const answer of open.splice(0)) answer();
    });
    const ids = await Promise.all(Array.from({ length: 3 }, (_, n) => publish(dealer, topic, n)));
    for (const id of ids) await deliveryIn(bank, id, 'held');
    const platform = await operator();
    await platform.post('/ops/sweep').expect(202);
    await eventually(async () => ((await platform.get('/ops/sweep')).body as Sweep).state === 'done');
    const later = await deliveryIn(bank, await publish(dealer, topic, 'later'), 'held');
    expect(later).toMatchObject({ reason: 'retry_after', attempts: [] });
    expect(receiver.at(subscription.path)).toHaveLength(3);
  });

  it('that has asked for a pause gets no retry before its end: what failed meanwhile is held until then', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver, { retrySchedule: [3600] });
    const open: ServerResponse[] = [];
    receiver.answer(subscription.path, (_, response) => void open.push(response));
    const ids = [await publish(dealer, topic, 'first'), await publish(dealer, topic, 'second')];
    await receiver.wait(subscription.path, 2);
    open[0]!.writeHead(503, { 'retry-after': '7200' }).end();
    await eventually(
      async () => (await deliveriesOf(bank, subscription.id)).some(({ reason }) => reason === 'retry_after'),
      { what: 'the pause' },
    );
    open[1]!.writeHead(500).end();
    for (const id of ids) {
      const held = await deliveryIn(bank, id, 'held');
      expect(held).toMatchObject({ reason: 'retry_after', attempts: [{ number: 1 }] });
    }
  });

  it('that asks for short pauses again and again uses up its attempts no faster than the schedule', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver, { retrySchedule: [0.1, 3600] });
    receiver.answer(subscription.path, (_, response) =>
      response.writeHead(429, { 'retry-after': '1' }).end(),
    );
    const { attempts } = await deliveryIn(bank, await publish(dealer, topic), 'retrying');
    expect(attempts).toHaveLength(2);
    const [first, second] = attempts.map(({ at }) => Date.parse(at));
    expect(second! - first!).toBeGreaterThanOrEqual(1000);
  });

  it('is forgiven when its address is changed', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver);
    receiver.answer(subscription.path, (_, response) =>
      response.writeHead(503, { 'retry-after': '3600' }).end(),
    );
    await deliveryIn(bank, await publish(dealer, topic, 'first'), 'held');
    const path = `${subscription.path}-new`;
    receiver.expect(path, subscription.secret);
    await bank.api.patch(`/subscriptions/${subscription.id}`, { url: receiver.url(path) }).expect(200);
    await deliveryIn(bank, await publish(dealer, topic, 'second'), 'delivered');
  });

  it('of another topic of the same publisher is a matter of its own', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver);
    receiver.answer(subscription.path, (_, response) => response.writeHead(500).end());
    for (let n = 0; n < 4; n += 1) await publish(dealer, topic, n);
    const other = await topicOf(dealer);
    await grant(dealer, other, bank);
    await subscribe(bank, other, receiver);
    await deliveryIn(bank, await publish(dealer, other), 'delivered');
  });
});
