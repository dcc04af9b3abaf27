import { type Delivery, jobIds, QUEUES } from '@anika/contracts';
import { producerQueue } from '@anika/platform';
import { eventually } from './eventually';
import { mongoClient } from './mongo-client';
import { stack } from './stack';

/**
 * Makes a delivery that waits for its retry due now, as if the time until then had passed. With a retry that is an hour ahead a test may
 * take as long as it likes before.
 *
 * @example await retryNow(await deliveryIn(bank, id, 'retrying'));
 */
export async function retryNow({ id: _id }: Pick<Delivery, 'id'>): Promise<void> {
  const client = mongoClient();
  const queue = producerQueue(QUEUES.delivery, stack().servers.redis!.url!);
  try {
    const deliveries = client.db().collection<{ _id: string; generation: number }>('deliveries');
    await deliveries.updateOne({ _id, state: 'retrying' }, { $set: { dueAt: new Date() } });
    const { generation } = (await deliveries.findOne({ _id }))!;
    await queue.waitUntilReady();
    const job = await eventually(() => queue.getJob(jobIds.retry(_id, generation)), {
      what: `the job of ${_id}`,
    });
    await job.promote();
  } finally {
    await Promise.all([client.close(), queue.close()]);
  }
}
