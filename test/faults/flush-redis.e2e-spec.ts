import { QUEUE_PREFIX, QUEUES } from '@anika/contracts';
import { channel, deliveryIn, eventually, publish, Receiver, signalApp, stack } from '@anika/testing';
import { Redis } from 'ioredis';
import { survives } from './survives';

/** At once: a job that is added in between would be there by half. */
const REMOVE =
  "local keys = redis.call('KEYS', ARGV[1]) for _, key in ipairs(keys) do redis.call('DEL', key) end return #keys";

/** MongoDB and PostgreSQL are the truth: running processes go on, and every job that Redis lost is made again. */
describe('A Redis that loses data', () => {
  let receiver: Receiver;
  let redis: Redis;
  beforeAll(async () => {
    receiver = await Receiver.start();
    redis = new Redis(stack().servers.redis!.url!);
  });
  afterAll(async () => {
    await redis.quit();
    await receiver.stop();
  });

  it('all of it, while workers are in the middle of attempts', async () => {
    await survives('FLUSHALL', {}, async () => {
      await redis.flushall();
    });
  });

  it.each([QUEUES.fanOut, QUEUES.delivery])('the keys of the queue %s only', async (queue) => {
    await survives(`the keys of ${queue} removed`, {}, async (ledger) => {
      // For a moment nobody takes jobs, so that some wait.
      signalApp('dispatcher', 'SIGSTOP');
      try {
        await eventually(async () => (await ledger.inFlight()).waiting >= 10, { what: 'waiting jobs' });
        expect(await redis.eval(REMOVE, 0, `${QUEUE_PREFIX}:${queue}:*`)).toBeGreaterThan(1);
      } finally {
        signalApp('dispatcher', 'SIGCONT');
      }
    });
  });

  it('all of it: the delayed go at their time, the held are held, the dead are dead', async () => {
    const other = await channel(receiver);
    await other.bank.api.post(`/subscriptions/${other.subscription.id}/pause`).expect(200);
    const held = await publish(other.dealer, other.topic);
    await deliveryIn(other.bank, held, 'held');
    const broken = await channel(receiver, { retrySchedule: [] });
    receiver.answer(broken.subscription.path, (_, response) => response.writeHead(500).end());
    const dead = await publish(broken.dealer, broken.topic);
    await deliveryIn(broken.bank, dead, 'dead');
    const { dealer, bank, topic, subscription } = await channel(receiver, { retrySchedule: [8, 3, 3] });
    receiver.answer(subscription.path, (_, response) => response.writeHead(500).end());
    // More failures in a row would open the circuit.
    const retrying = [await publish(dealer, topic, 1), await publish(dealer, topic, 2)];
    for (const id of retrying) await deliveryIn(bank, id, 'retrying');

    const delayed = await redis.zcard(`${QUEUE_PREFIX}:${QUEUES.delivery}:delayed`);
    await redis.flushall();
    process.stdout.write(`FLUSHALL with ${delayed} delayed, 1 held and 1 dead deliveries\n`);
    expect(delayed).toBeGreaterThan(0);

    receiver.answer(subscription.path, (_, response) => response.writeHead(204).end());
    const after = await publish(dealer, topic, 'after');
    await deliveryIn(bank, after, 'delivered');
    expect(await deliveryIn(other.bank, held, 'held')).toBeDefined();
    await other.bank.api.post(`/subscriptions/${other.subscription.id}/resume`).expect(200);
    await deliveryIn(other.bank, held, 'delivered');
    for (const id of retrying) await deliveryIn(bank, id, 'delivered');
    expect(receiver.at(subscription.path)).toHaveLength(2 * retrying.length + 1);
    const { id } = await deliveryIn(broken.bank, dead, 'dead');
    receiver.answer(broken.subscription.path, (_, response) => response.writeHead(204).end());
    await broken.bank.api.post(`/deliveries/${id}/redeliver`).expect(202);
    await deliveryIn(broken.bank, dead, 'delivered');
    expect(receiver.failures).toEqual([]);
  });
});
