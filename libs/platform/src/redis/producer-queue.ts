import { QUEUE_PREFIX } from '@anika/contracts';
import { Queue } from 'bullmq';
import { producerConnection } from './redis-connection';

/**
 * A BullMQ queue to add jobs to, with a connection of its own that fails fast. Whoever opens it disconnects it.
 *
 * @param url `redis://` or `rediss://`
 * @example const queue = producerQueue(QUEUES.fanOut, config.REDIS_URL);
 */
export function producerQueue(name: string, url: string): Queue {
  const queue = new Queue(name, { connection: producerConnection(url), prefix: QUEUE_PREFIX });
  // Connection errors reach the callers of add; without a listener they would end the process.
  queue.on('error', () => undefined);
  return queue;
}
