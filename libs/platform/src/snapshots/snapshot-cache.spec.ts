import type { AddressInfo, Server } from 'node:net';
import { GetSnapshot, type TopicSnapshot } from '@anika/contracts';
import { Controller, type INestMicroservice, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type MicroserviceOptions, Transport } from '@nestjs/microservices';
import { Redis } from 'ioredis';
import { Handle } from '../rpc/handle.decorator';
import { RpcClient } from '../rpc/rpc-client';
import { SnapshotCache } from './snapshot-cache';

const topicId = 'top_01jd8k3m9cfe0rztgq8v5k2n4p';
const ownerId = 'par_01jd8k3m9cfe0rztgq8v5k2n4p';
const topic: TopicSnapshot = {
  topicId,
  version: 3,
  name: 'orders',
  state: 'active',
  ownerId,
  ownerStatus: 'active',
  grants: [],
  subscriptions: [],
};
let isFrozen = false;
let asked = 0;

@Controller()
class TopicsController {
  @Handle(GetSnapshot)
  get() {
    asked += 1;
    return isFrozen ? new Promise(() => undefined) : { snapshot: topic };
  }
}

@Module({ controllers: [TopicsController] })
class TopicsModule {}

describe('SnapshotCache', () => {
  let service: INestMicroservice;
  let client: RpcClient;
  // Nothing listens there: without Redis each use of a snapshot asks topics.
  const redis = new Redis({ port: 1, lazyConnect: true, enableOfflineQueue: false, retryStrategy: null });
  redis.on('error', () => undefined);

  beforeAll(async () => {
    service = await NestFactory.createMicroservice<MicroserviceOptions>(TopicsModule, {
      transport: Transport.TCP,
      options: { host: '127.0.0.1', port: 0 },
      logger: false,
    });
    await service.listen();
    const { port } = service.unwrap<Server>().address() as AddressInfo;
    client = new RpcClient({
      service: 'topics',
      addresses: [`127.0.0.1:${port}`],
      secret: '',
      timeoutMs: 200,
    });
  });
  afterAll(() => {
    client.close();
    redis.disconnect();
    // Not service.close(): the calls that are never answered would be waited for.
    service.unwrap<Server>().close();
  });

  const heldAndFrozen = async () => {
    const clock = { now: 0 };
    const cache = new SnapshotCache(redis, client, false, () => clock.now);
    isFrozen = false;
    await cache.get(topicId);
    isFrozen = true;
    await cache.get(topicId);
    asked = 0;
    return { cache, clock };
  };

  it('serves the held snapshot at once for 5 s after topics did not answer, for 10 minutes in all', async () => {
    const { cache, clock } = await heldAndFrozen();
    for (let use = 0; use < 5; use += 1) expect((await cache.get(topicId)).version).toBe(topic.version);
    expect(asked).toBe(0);
    clock.now += 5000;
    expect((await cache.get(topicId)).version).toBe(topic.version);
    expect(asked).toBe(1);
    clock.now += 10 * 60_000 - 5001;
    expect((await cache.get(topicId)).version).toBe(topic.version);
    clock.now += 1;
    await expect(cache.get(topicId)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
  });

  it('never serves one older than is needed, and asks again once topics answered', async () => {
    const { cache } = await heldAndFrozen();
    const minVersion = topic.version + 1;
    await expect(cache.get(topicId, { minVersion })).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    isFrozen = false;
    topic.version = minVersion;
    expect((await cache.get(topicId, { minVersion })).version).toBe(minVersion);
    asked = 0;
    await cache.get(topicId);
    expect(asked).toBe(1);
  });
});
