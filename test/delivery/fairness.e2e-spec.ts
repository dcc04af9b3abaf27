import { QUEUE_PREFIX, QUEUES } from '@anika/contracts';
import { channel, eventually, publish, Receiver, signalApp, stack, subscribe } from '@anika/testing';
import { Redis } from 'ioredis';

const MESSAGES = 800;
const SUBSCRIPTIONS = 5;
/** More than a partner's share of the jobs in progress, of which one takes up to a second. */
const SLOW = 60;
const ALL = MESSAGES * SUBSCRIPTIONS;

describe('Fairness between publishers', () => {
  const receiver = Receiver.forSuite();

  async function noisyChannel() {
    const noisy = await channel(receiver);
    const more = Array.from({ length: SUBSCRIPTIONS - 1 }, () =>
      subscribe(noisy.bank, noisy.topic, receiver),
    );
    const paths = [noisy.subscription, ...(await Promise.all(more))].map(({ path }) => path);
    return { ...noisy, arrived: () => receiver.received.filter(({ path }) => paths.includes(path)).length };
  }

  it('a message does not wait for the thousands of another partner', async () => {
    const [noisy, quiet] = [await noisyChannel(), await channel(receiver)];
    const messages = Array.from({ length: MESSAGES }, (_, n) => ({ type: 'noise', data: { n } }));
    await noisy.dealer.api.post(`/topics/${noisy.topic.id}/messages/batch`, { messages }).expect(200);
    let before = ALL;
    receiver.answer(quiet.subscription.path, (_, response) => {
      before = noisy.arrived();
      response.writeHead(204).end();
    });
    await publish(quiet.dealer, quiet.topic);
    await receiver.wait(quiet.subscription.path);
    expect(before).toBeLessThan(ALL / 2);
    await eventually(() => noisy.arrived() === ALL, { what: 'the end of the noise' });
  });

  it("what is beyond a partner's share waits in the backlog, before nobody else, and arrives", async () => {
    const [noisy, quiet] = [await channel(receiver), await channel(receiver)];
    const { path } = noisy.subscription;
    const late: (() => void)[] = [];
    receiver.answer(path, (_received, response) => late.push(() => response.writeHead(204).end()));
    const redis = new Redis(stack().servers.redis!.url!);
    const backlog = () => redis.zcard(`${QUEUE_PREFIX}:${QUEUES.fanOutBacklog}:prioritized`);
    let waiting: Promise<number> | undefined;
    receiver.answer(quiet.subscription.path, (_received, response) => {
      waiting = backlog();
      response.writeHead(204).end();
    });
    const ids = new Set<string>();
    // All are there before the first is begun: that ends within a second, which publishing may take, too.
    signalApp('dispatcher', 'SIGSTOP');
    try {
      for (let n = 0; n < SLOW; n += 1) ids.add(await publish(noisy.dealer, noisy.topic, n));
      await publish(quiet.dealer, quiet.topic);
    } finally {
      signalApp('dispatcher', 'SIGCONT');
    }
    await receiver.wait(quiet.subscription.path);
    expect(await waiting).toBeGreaterThan(0);
    receiver.answer(path, (_received, response) => response.writeHead(204).end());
    for (const end of late) end();
    const arrived = () => new Set(receiver.at(path).map(({ messageId }) => messageId));
    await eventually(() => arrived().size === SLOW, { what: 'the end of the backlog' });
    expect(arrived()).toEqual(ids);
    expect(await backlog()).toBe(0);
    await redis.quit();
  });
});
