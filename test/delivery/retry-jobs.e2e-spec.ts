import { jobIds, QUEUE_PREFIX, QUEUES } from '@anika/contracts';
import { producerConnection } from '@anika/platform';
import { channel, deliveryIn, eventually, publish, Receiver, stack } from '@anika/testing';
import { Queue } from 'bullmq';

describe('The job of a retry', () => {
  const receiver = Receiver.forSuite();

  it('holds ids and the class of the error: no address, no answer, no payload, no stack trace', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver, { retrySchedule: [0.1, 3600] });
    receiver.answer(subscription.path, (_, response) => response.writeHead(500).end('the answer'));
    const { id } = await deliveryIn(bank, await publish(dealer, topic, { car: 'the payload' }), 'retrying');
    const queue = new Queue(QUEUES.delivery, {
      connection: producerConnection(stack().servers.redis!.url!),
      prefix: QUEUE_PREFIX,
    });
    await queue.waitUntilReady();
    // The second attempt was the job's first.
    const job = await eventually(async () => {
      const found = await queue.getJob(jobIds.retry(id, 0));
      return found?.failedReason && found;
    });
    expect(job).toMatchObject({ failedReason: 'status-5xx', stacktrace: [] });
    expect(Object.keys(job.data as object).toSorted()).toEqual([
      'deliveryId',
      'generation',
      'requestId',
      'v',
    ]);
    await queue.close();
  });
});
