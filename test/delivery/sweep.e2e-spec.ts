import {
  channel,
  deliveryIn,
  eventually,
  mongoClient,
  operator,
  publish,
  Receiver,
  stack,
} from '@anika/testing';
import { QUEUE_PREFIX, QUEUES, type Sweep } from '@anika/contracts';
import { Redis } from 'ioredis';

describe('A sweep that an operator asks for', () => {
  it('finds at once what would be found later, and tells how much it was', async () => {
    const receiver = await Receiver.start();
    const { dealer, bank, topic, subscription } = await channel(receiver, { retrySchedule: [3600] });
    receiver.answer(subscription.path, (_, response) => response.writeHead(500).end());
    const id = await publish(dealer, topic);
    const { id: deliveryId } = await deliveryIn(bank, id, 'retrying');
    receiver.answer(subscription.path, (_, response) => response.writeHead(204).end());

    // The job is lost, and nothing else of Redis: nobody notices but the sweeper, half a minute later.
    const redis = new Redis(stack().servers.redis!.url!);
    const job = `${deliveryId}.0`;
    const lost = await redis.zrem(`${QUEUE_PREFIX}:${QUEUES.delivery}:delayed`, job);
    await redis.del(`${QUEUE_PREFIX}:${QUEUES.delivery}:${job}`);
    await redis.quit();
    expect(lost).toBe(1);
    const client = mongoClient();
    const deliveries = client.db().collection<{ _id: string }>('deliveries');
    await deliveries.updateOne({ _id: deliveryId }, { $set: { dueAt: new Date() } });
    await client.close();

    const api = await operator();
    const begun = await api.post('/ops/sweep').expect(202);
    expect((begun.body as Sweep).state).toBe('running');
    await deliveryIn(bank, id, 'delivered');
    const report = await eventually(
      async () => {
        const { body } = await api.get('/ops/sweep').expect(200);
        return (body as Sweep).state === 'done' ? (body as Sweep) : undefined;
      },
      { what: 'the end of the sweep' },
    );
    expect(report.deliveries).toBeGreaterThanOrEqual(1);
    expect(receiver.failures).toEqual([]);
    await receiver.stop();
  });
});
