import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';
import { AnikaError, TestSubscription, type ParsedRequestOf } from '@anika/contracts';
import { Controller, type INestMicroservice, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type MicroserviceOptions, Transport } from '@nestjs/microservices';
import { AllowedMethods } from '../http/allowed-methods';
import { ProblemFilter } from '../http/problem.filter';
import { SchemaPipe } from '../http/schema.pipe';
import { Handle, RpcData } from './handle.decorator';
import { NoDelaySocket } from './no-delay-socket';
import { AnikaFilter } from './rpc.filter';
import { RpcGuard } from './rpc.guard';
import { RpcClient } from './rpc-client';

const SECRET = 'the secret of the services';
const request = {
  topicId: 'top_01jd8k3m9cfe0rztgq8v5k2n4p',
  subscriptionId: 'sub_01jd8k3m9cfe0rztgq8v5k2n4p',
};
const calls: unknown[] = [];

@Controller()
class EchoController {
  @Handle(TestSubscription)
  test(@RpcData(TestSubscription) data: ParsedRequestOf<typeof TestSubscription>) {
    calls.push(data);
    if (data.subscriptionId.endsWith('zzz')) throw new AnikaError('CONFLICT', { detail: 'It is paused.' });
    return { attempt: { number: 1, at: '2026-11-23T20:08:31.000Z', durationMs: 1 } };
  }
}

@Module({ controllers: [EchoController] })
class EchoModule {}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => {
    server.once('listening', resolve);
  });
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => {
    server.close(resolve);
  });
  return port;
}

/** Listens and never accepts: when its queue is full the kernel drops what comes, as a node without power would. */
const DEAF = `
const server = require('node:net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, () => {
  require('node:fs').writeSync(1, String(server.address().port));
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
});`;

async function deafPort(children: ChildProcess[], sockets: Socket[]): Promise<number> {
  const child = spawn(process.execPath, ['-e', DEAF], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const [text] = (await once(child.stdout, 'data')) as [Buffer];
  const port = Number(text);
  const fill = [1, 2, 3, 4].map(() => connect(port, '127.0.0.1').on('error', () => undefined));
  sockets.push(...fill);
  await Promise.all(fill.slice(0, 2).map((socket) => once(socket, 'connect')));
  return port;
}

describe('RpcClient', () => {
  let service: INestMicroservice;
  let port: number;
  let frozen: Server;
  const held: Socket[] = [];
  const clients: RpcClient[] = [];
  const children: ChildProcess[] = [];

  const client = (addresses: string[], secret = SECRET) => {
    const made = new RpcClient({ service: 'dispatcher', addresses, secret, timeoutMs: 300 });
    clients.push(made);
    return made;
  };

  beforeAll(async () => {
    port = await freePort();
    service = await NestFactory.createMicroservice<MicroserviceOptions>(EchoModule, {
      transport: Transport.TCP,
      options: { host: '127.0.0.1', port, socketClass: NoDelaySocket },
      logger: false,
    });
    service.useGlobalGuards(new RpcGuard(SECRET));
    service.useGlobalPipes(new SchemaPipe());
    service.useGlobalFilters(new AnikaFilter(new ProblemFilter('http://localhost', new AllowedMethods())));
    await service.listen();
    frozen = createServer((socket) => held.push(socket)).listen(0, '127.0.0.1');
  });
  afterAll(async () => {
    for (const each of clients) each.close();
    for (const socket of held) socket.destroy();
    for (const child of children) child.kill('SIGKILL');
    frozen.close();
    await service.close();
  });

  it('answers what the handler answers', async () => {
    const answer = await client([`127.0.0.1:${port}`]).call(TestSubscription, request);
    expect(answer.attempt.number).toBe(1);
    expect(calls.at(-1)).toEqual(request);
  });

  it('throws what the handler throws', async () => {
    const call = client([`127.0.0.1:${port}`]).call(TestSubscription, {
      ...request,
      subscriptionId: 'sub_01jd8k3m9cfe0rztgq8v5k2zzz',
    });
    await expect(call).rejects.toMatchObject({ code: 'CONFLICT', detail: 'It is paused.' });
  });

  it('is refused without the secret, and for a request of the wrong shape', async () => {
    const seen = calls.length;
    await expect(
      client([`127.0.0.1:${port}`], 'another secret').call(TestSubscription, request),
    ).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
    await expect(
      client([`127.0.0.1:${port}`]).call(TestSubscription, { ...request, topicId: 'x' }),
    ).rejects.toMatchObject({ code: 'VALIDATION_FAILED' });
    expect(calls).toHaveLength(seen);
  });

  it('goes on with the next replica when one is not there, and says when none is', async () => {
    const absent = `127.0.0.1:${await freePort()}`;
    const both = client([absent, `127.0.0.1:${port}`]);
    for (let n = 0; n < 4; n += 1) await both.call(TestSubscription, request);
    await expect(client([absent]).call(TestSubscription, request)).rejects.toMatchObject({
      code: 'SERVICE_UNAVAILABLE',
    });
  });

  it('gives up on a frozen replica in time and asks it last from then on', async () => {
    const { port: frozenPort } = frozen.address() as AddressInfo;
    const both = client([`127.0.0.1:${frozenPort}`, `127.0.0.1:${port}`]);
    const results = await Promise.allSettled([
      both.call(TestSubscription, request),
      both.call(TestSubscription, request),
    ]);
    expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    for (let n = 0; n < 4; n += 1) await both.call(TestSubscription, request);
  });

  it('goes on with the next replica when a node drops its packets, and says when none is left', async () => {
    const deaf = `127.0.0.1:${await deafPort(children, held)}`;
    const both = client([deaf, `127.0.0.1:${port}`]);
    await Promise.all([1, 2, 3, 4].map(() => both.call(TestSubscription, request)));
    await expect(client([deaf]).call(TestSubscription, request)).rejects.toMatchObject({
      code: 'SERVICE_UNAVAILABLE',
    });
  });

  it('makes a new connection after several calls in a row without an answer', async () => {
    const { port: frozenPort } = frozen.address() as AddressInfo;
    const alone = client([`127.0.0.1:${frozenPort}`]);
    const before = held.length;
    const call = () =>
      expect(alone.call(TestSubscription, request)).rejects.toMatchObject({ code: 'SERVICE_UNAVAILABLE' });
    for (let n = 0; n < 3; n += 1) await call();
    expect(held.length - before).toBe(1);
    await call();
    expect(held.length - before).toBe(2);
  });
});
