import { QUEUE_PREFIX, QUEUES } from '@anika/contracts';
import { channel, eventually, publish, Receiver, stack, subscribe } from '@anika/testing';
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
    return { ...noisy, arrived: () => paths.reduce((sum, path) => sum + receiver.at(path).length, 0) };
  }

  it('a message does not wait for the thousands of another partner', async () => {
    const [noisy, quiet] = [await noisyChannel(), await channel(receiver)];
    const messages = Array.from({ length: MESSAGES }, (_, n) => ({ type: 'noise', data: { n } }));
    await noisy.dealer.api.post(`/topics/${noisy.topic.id}/messages/batch`, { messages }).expect(200);
    await publish(quiet.dealer, quiet.topic);
    await receiver.wait(quiet.subscription.path, 1, 30);
    expect(noisy.arrived()).toBeLessThan(ALL / 2);
    await eventually(() => noisy.arrived() === ALL, { seconds: 60, what: 'the end of the noise' });
  });

  it("what is beyond a partner's share waits in the backlog, before nobody else, and arrives", async () => {
    const [noisy, quiet] = [await channel(receiver), await channel(receiver)];
    const { path } = noisy.subscription;
    const late: (() => void)[] = [];
    receiver.answer(path, (_received, response) => late.push(() => response.writeHead(204).end()));
    const ids = new Set<string>();
    for (let n = 0; n < SLOW; n += 1) ids.add(await publish(noisy.dealer, noisy.topic, n));
    const redis = new Redis(stack().servers.redis!.url!);
    const backlog = () => redis.zcard(`${QUEUE_PREFIX}:${QUEUES.fanOutBacklog}:prioritized`);
    expect(await backlog()).toBeGreaterThan(0);
    await publish(quiet.dealer, quiet.topic);
    await receiver.wait(quiet.subscription.path, 1);
    expect(await backlog()).toBeGreaterThan(0);
    receiver.answer(path, (_received, response) => response.writeHead(204).end());
    for (const end of late) end();
    const arrived = () => new Set(receiver.at(path).map(({ messageId }) => messageId));
    await eventually(() => arrived().size === SLOW, { seconds: 60, what: 'the end of the backlog' });
    expect(arrived()).toEqual(ids);
    expect(await backlog()).toBe(0);
    await redis.quit();
  });
});
