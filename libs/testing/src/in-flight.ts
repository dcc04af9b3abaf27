import { QUEUE_PREFIX, QUEUES } from '@anika/contracts';
import { Queue } from 'bullmq';
import type { mongo } from 'mongoose';
import { mongoClient } from './mongo-client';
import { stack } from './stack';

/** What a fault finds: work at every stage. */
export interface InFlight {
  /** Messages whose fan-out is not finished. */
  readonly open: number;
  /** Jobs in a worker's hands, waiting for one, and waiting for their time. */
  readonly active: number;
  readonly waiting: number;
  readonly delayed: number;
  readonly held: number;
}

/** Looks into MongoDB and Redis themselves, so that a suite does not rely on what the apps say of themselves. */
export class Inspector {
  private readonly client = mongoClient();
  private readonly queues = [QUEUES.fanOut, QUEUES.fanOutBacklog, QUEUES.delivery].map((name) => {
    const queue = new Queue(name, { connection: connection(), prefix: QUEUE_PREFIX });
    // Redis is stopped by some tests; without a listener that would end the process.
    queue.on('error', () => undefined);
    return queue;
  });

  /** How much of the topic's, and of all queues', work is under way. */
  async inFlight(topicId: string, subscriptionIds: readonly string[]): Promise<InFlight> {
    const [open, held, ...counts] = await Promise.all([
      this.open(topicId),
      this.inState(subscriptionIds, 'held'),
      ...this.queues.map((queue) => queue.getJobCounts('active', 'waiting', 'prioritized', 'delayed')),
    ]);
    const sum = (type: string) => counts.reduce((total, count) => total + (count[type] ?? 0), 0);
    return {
      open,
      active: sum('active'),
      waiting: sum('waiting') + sum('prioritized'),
      delayed: sum('delayed'),
      held,
    };
  }

  /** Messages of the topic whose fan-out is not finished. */
  open(topicId: string): Promise<number> {
    return this.collection('messages').countDocuments({ open: true, topicId });
  }

  /** Deliveries to the subscriptions in the state. */
  inState(subscriptionIds: readonly string[], state: string): Promise<number> {
    return this.collection('deliveries').countDocuments({
      subscriptionId: { $in: [...subscriptionIds] },
      state,
    });
  }

  async close(): Promise<void> {
    await Promise.all([this.client.close(), ...this.queues.map((queue) => queue.close())]);
  }

  private collection(name: string): mongo.Collection {
    return this.client.db().collection(name);
  }
}

function connection() {
  const { hostname, port, password } = new URL(stack().servers.redis!.url!);
  return {
    host: hostname,
    port: Number(port),
    password: decodeURIComponent(password),
    maxRetriesPerRequest: null,
  };
}
