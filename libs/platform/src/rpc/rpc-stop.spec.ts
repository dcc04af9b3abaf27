import type { AddressInfo, Server } from 'node:net';
import { TestSubscription } from '@anika/contracts';
import { eventually } from '@anika/testing';
import { Controller, type INestApplication, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type MicroserviceOptions, Transport } from '@nestjs/microservices';
import { FastifyAdapter } from '@nestjs/platform-fastify';
import { AllowedMethods } from '../http/allowed-methods';
import { ProblemFilter } from '../http/problem.filter';
import { Handle } from './handle.decorator';
import { AnikaFilter } from './rpc.filter';
import { RpcClient } from './rpc-client';

const request = {
  topicId: 'top_01jd8k3m9cfe0rztgq8v5k2n4p',
  subscriptionId: 'sub_01jd8k3m9cfe0rztgq8v5k2n4p',
};

/** A replica of an app that serves calls; each waits for `until`. */
async function replica(answer: number, until: Promise<void> = Promise.resolve()) {
  const calls: unknown[] = [];
  @Controller()
  class SlowController {
    @Handle(TestSubscription)
    async test() {
      calls.push(answer);
      await until;
      return { attempt: { number: answer, at: '2026-11-23T20:08:31.000Z', durationMs: 1 } };
    }
  }
  @Module({ controllers: [SlowController] })
  class SlowModule {}
  const app: INestApplication = await NestFactory.create(SlowModule, new FastifyAdapter(), { logger: false });
  app.useGlobalFilters(new AnikaFilter(new ProblemFilter('http://localhost', new AllowedMethods())));
  const tcp = app.connectMicroservice<MicroserviceOptions>(
    { transport: Transport.TCP, options: { host: '127.0.0.1', port: 0 } },
    { inheritAppConfig: true },
  );
  await app.startAllMicroservices();
  await app.listen(0, '127.0.0.1');
  const { port } = tcp.unwrap<Server>().address() as AddressInfo;
  return { app, calls, address: `127.0.0.1:${port}` };
}

describe('An app that stops', () => {
  it('finishes the calls in flight, and refuses new ones, which go to the next replica', async () => {
    let release = () => {};
    const stopping = await replica(
      1,
      new Promise((resolve) => {
        release = resolve;
      }),
    );
    const other = await replica(2);
    const made = [[stopping.address], [stopping.address, other.address]].map(
      (addresses) => new RpcClient({ service: 'dispatcher', addresses, secret: '', timeoutMs: 5000 }),
    );
    const [alone, both] = made as [RpcClient, RpcClient];
    const inFlight = alone.call(TestSubscription, request);
    await eventually(() => stopping.calls.length === 1);

    const closed = stopping.app.close();
    await expect(alone.call(TestSubscription, request)).rejects.toMatchObject({
      code: 'SERVICE_UNAVAILABLE',
    });
    for (let n = 0; n < 4; n += 1)
      expect((await both.call(TestSubscription, request)).attempt.number).toBe(2);
    expect(stopping.calls).toHaveLength(1);

    release();
    expect((await inFlight).attempt.number).toBe(1);
    await closed;
    for (const client of made) client.close();
    await other.app.close();
  });
});
