import { channel, deliveryIn, publish, Receiver, stack } from '@anika/testing';
import { Redis } from 'ioredis';

/** FLUSHALL: every queue and every topic version is gone. MongoDB and PostgreSQL are the truth; running processes go on. */
describe('A Redis that loses all its data', () => {
  let receiver: Receiver;
  beforeAll(async () => {
    receiver = await Receiver.start();
  });
  afterAll(() => receiver.stop());

  it('loses no delivery that was waiting for its retry or held, and nothing published afterwards', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver, { retrySchedule: [3, 3, 3] });
    receiver.answer(subscription.path, (_, response) => response.writeHead(500).end());
    // Three failures open the circuit: what is published then is held, without a job of its own.
    const failing = [];
    for (let n = 0; n < 3; n += 1) {
      const id = await publish(dealer, topic, n);
      failing.push(id);
      await deliveryIn(bank, id, 'retrying');
    }
    failing.push(...(await Promise.all(Array.from({ length: 7 }, (_, n) => publish(dealer, topic, n)))));
    const other = await channel(receiver);
    await other.bank.api.post(`/subscriptions/${other.subscription.id}/pause`).expect(200);
    const held = await publish(other.dealer, other.topic);
    await deliveryIn(other.bank, held, 'held');

    const redis = new Redis(stack().servers.redis!.url!);
    const delayed = await redis.zcard('{anika}:delivery:delayed');
    await redis.flushall();
    await redis.quit();
    process.stdout.write(`FLUSHALL with ${delayed} delayed and 1 held deliveries\n`);
    expect(delayed).toBeGreaterThan(0);

    receiver.answer(subscription.path, (_, response) => response.writeHead(204).end());
    const after = await publish(dealer, topic, 'after');
    await deliveryIn(bank, after, 'delivered');
    await other.bank.api.post(`/subscriptions/${other.subscription.id}/resume`).expect(200);
    await deliveryIn(other.bank, held, 'delivered');
    for (const id of failing) await deliveryIn(bank, id, 'delivered', 60);
    expect(receiver.failures).toEqual([]);
  });
});
