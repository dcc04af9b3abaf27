import { newId, QUEUE_PREFIX } from '@anika/contracts';
import { producerConnection } from '@anika/platform';
import { eventually, stack } from '@anika/testing';
import { Queue } from 'bullmq';
import { QueueWorker } from '../../apps/dispatcher/src/workers/queue-worker';

/** Its jobs last until they are released. */
class HeldWorker extends QueueWorker {
  readonly events: string[] = [];
  release = (): void => undefined;

  constructor(queue: string, redisUrl: string) {
    super({ queue, redisUrl, concurrency: 1 });
  }

  protected async run(): Promise<void> {
    this.events.push('begun');
    await new Promise<void>((resolve) => {
      this.release = resolve;
    });
    this.events.push('done');
  }

  protected override settle(): Promise<void> {
    this.events.push('settled');
    return Promise.resolve();
  }
}

describe('QueueWorker', () => {
  const redisUrl = stack().servers.redis!.url!;
  let queue: Queue;
  let worker: HeldWorker;

  beforeEach(async () => {
    const name = `test-${newId('message')}`;
    queue = new Queue(name, { connection: producerConnection(redisUrl), prefix: QUEUE_PREFIX });
    await queue.waitUntilReady();
    worker = new HeldWorker(name, redisUrl);
    worker.onApplicationBootstrap();
    await queue.addBulk([1, 2].map((n) => ({ name: 'job', data: { n } })));
    await eventually(() => worker.events.length === 1);
  });
  afterEach(async () => {
    await queue.obliterate({ force: true });
    await queue.close();
  });

  it('finishes its job, takes no other and then settles', async () => {
    const stopped = worker.beforeApplicationShutdown();
    worker.release();
    await stopped;
    expect(worker.events).toEqual(['begun', 'done', 'settled']);
    expect(await queue.getJobCounts('completed', 'waiting', 'active')).toEqual({
      completed: 1,
      waiting: 1,
      active: 0,
    });
  });

  it('settles in time although a job hangs', async () => {
    await worker.beforeApplicationShutdown();
    expect(worker.events).toEqual(['begun', 'settled']);
    worker.release();
  }, 9500);
});
