import { type AddressInfo, createServer } from 'node:net';
import { newId, REDIS_KEYS } from '@anika/contracts';
import { commandConnection } from '@anika/platform';
import { eventually, stack } from '@anika/testing';
import { Redis } from 'ioredis';
import { VersionPublisher } from '../../apps/topics/src/versions/version-publisher';

/** One that does not repeat in the background: what is told is told by `publish`. */
function publisherTo(redis: Redis): VersionPublisher {
  const unused = {} as never;
  return new VersionPublisher(redis, unused, unused);
}

describe('VersionPublisher', () => {
  it('answers a change only when Redis has its version, also while the connection is made anew', async () => {
    const redis = new Redis(commandConnection(stack().servers.redis!.url!));
    redis.on('error', () => undefined);
    await eventually(() => redis.status === 'ready');
    const topicId = newId('topic');

    redis.disconnect(true);
    await publisherTo(redis).publish(topicId, 7);
    const told = await eventually(() => redis.get(REDIS_KEYS.topicVersion(topicId)));
    expect(told).toBe('7');
    await redis.del(REDIS_KEYS.topicVersion(topicId));
    redis.disconnect();
  });

  it('answers after 2 s when Redis is away or silent', async () => {
    const silent = createServer(() => undefined).listen(0, '127.0.0.1');
    await eventually(() => silent.listening);
    const { port } = silent.address() as AddressInfo;
    for (const url of [`redis://127.0.0.1:${port}`, 'redis://127.0.0.1:1']) {
      const redis = new Redis(commandConnection(url));
      redis.on('error', () => undefined);
      const begun = performance.now();
      await publisherTo(redis).publish(newId('topic'), 1);
      const took = performance.now() - begun;
      expect(took).toBeGreaterThan(1900);
      expect(took).toBeLessThan(4000);
      redis.disconnect();
    }
    silent.close();
  });
});
