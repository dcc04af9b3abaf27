import { DELIVERY_JOBS, jobIds, QUEUE_PREFIX, QUEUES } from '@anika/contracts';
import { producerQueue } from '@anika/platform';
import {
  channel,
  deliveryIn,
  eventually,
  mongoClient,
  publish,
  Receiver,
  signalApp,
  stack,
  sweepUntil,
} from '@anika/testing';
import type { Queue } from 'bullmq';
import { Redis } from 'ioredis';

/** BullMQ takes a job for queued as long as its data is there. */
describe('A job of which Redis has lost a part does not stand in the way of the work', () => {
  const { url } = stack().servers.redis!;
  const receiver = Receiver.forSuite();
  const redis = new Redis(url!);
  const mongo = mongoClient();
  const queues = {
    fanOut: producerQueue(QUEUES.fanOut, url!),
    backlog: producerQueue(QUEUES.fanOutBacklog, url!),
    delivery: producerQueue(QUEUES.delivery, url!),
  };
  beforeAll(() => Promise.all(Object.values(queues).map((queue) => queue.waitUntilReady())));
  afterAll(async () => {
    await Promise.all(Object.values(queues).map((queue) => queue.close()));
    await redis.quit();
    await mongo.close();
  });

  const keyOf = (queue: Queue, name: string) => `${QUEUE_PREFIX}:${queue.name}:${name}`;

  /** Of a job there is nothing but its data. */
  async function orphan(queue: Queue, id: string): Promise<void> {
    const lists = ['wait', 'active'].map((name) => redis.lrem(keyOf(queue, name), 0, id));
    const sets = ['delayed', 'prioritized'].map((name) => redis.zrem(keyOf(queue, name), id));
    const removed = await Promise.all([...lists, ...sets]);
    expect(removed.reduce((sum, count) => sum + count)).toBe(1);
    expect(await queue.getJob(id)).toBeDefined();
  }

  /** A delivery whose retry is due since now, but for its job, which is delayed. */
  async function retrying() {
    const { dealer, bank, topic, subscription } = await channel(receiver, { retrySchedule: [3600] });
    receiver.answer(subscription.path, (_, response) => response.writeHead(500).end());
    const message = await publish(dealer, topic);
    const { id } = await deliveryIn(bank, message, 'retrying');
    receiver.answer(subscription.path, (_, response) => response.writeHead(204).end());
    const jobId = jobIds.retry(id, 0);
    const job = await eventually(() => queues.delivery.getJob(jobId));
    await mongo
      .db()
      .collection('deliveries')
      .updateOne({ messageId: message }, { $set: { dueAt: new Date() } });
    return { path: subscription.path, bank, message, job, jobId };
  }

  async function withoutDispatcher(work: () => Promise<void>): Promise<void> {
    signalApp('dispatcher', 'SIGSTOP');
    try {
      await work();
    } finally {
      signalApp('dispatcher', 'SIGCONT');
    }
  }

  it('a retry that stands in no list', async () => {
    const { path, bank, message, jobId } = await retrying();
    await orphan(queues.delivery, jobId);
    await sweepUntil(() => receiver.at(path).length === 2, 'the retry');
    await deliveryIn(bank, message, 'delivered');
    await eventually(async () => !(await queues.delivery.getJob(jobId)), { what: 'the end of the job' });
  });

  it('a retry without its data', async () => {
    const { path, bank, message, job, jobId } = await retrying();
    await withoutDispatcher(async () => {
      await job.promote();
      expect(await redis.del(keyOf(queues.delivery, jobId))).toBe(1);
    });
    await sweepUntil(() => receiver.at(path).length === 2, 'the retry');
    await deliveryIn(bank, message, 'delivered');
  });

  it('a release that stands in no list', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver);
    const { id: subscriptionId } = subscription;
    await bank.api.post(`/subscriptions/${subscriptionId}/pause`).expect(200);
    const message = await publish(dealer, topic);
    await deliveryIn(bank, message, 'held');
    const release = { v: 1, subscriptionId, topicId: topic.id };
    const jobId = jobIds.release(subscriptionId);
    await queues.delivery.add(DELIVERY_JOBS.release, release, { jobId, delay: 3_600_000 });
    await orphan(queues.delivery, jobId);
    await bank.api.post(`/subscriptions/${subscriptionId}/resume`).expect(200);
    await sweepUntil(() => receiver.at(subscription.path).length > 0, 'the release');
    await deliveryIn(bank, message, 'delivered');
  });

  it('a fan-out that stands in no list, nor in the backlog', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver);
    let message = '';
    await withoutDispatcher(async () => {
      message = await publish(dealer, topic);
      const isOf = ({ data }: { data: { messageIds: string[] } }) => data.messageIds.includes(message);
      const fresh = await eventually(async () => (await queues.fanOut.getJobs(['waiting'])).find(isOf));
      await fresh.remove();
      const opts = { jobId: jobIds.recheck(message) };
      await queues.fanOut.add(QUEUES.fanOut, fresh.data, opts);
      await orphan(queues.fanOut, message);
      await queues.backlog.add(QUEUES.fanOutBacklog, fresh.data, { ...opts, priority: 1 });
      await orphan(queues.backlog, message);
    });
    await sweepUntil(() => receiver.at(subscription.path).length > 0, 'the fan-out');
    await deliveryIn(bank, message, 'delivered');
    expect(await queues.backlog.getJob(message)).toBeUndefined();
  });
});
