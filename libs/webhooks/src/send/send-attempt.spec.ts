import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { bodyOf, EndpointServer, until } from '../../test/endpoint-server';
import { parseCidrs } from '../endpoint/addresses';
import { EndpointAgent } from '../endpoint/endpoint-agent';
import { DEFAULT_LIMITS } from './attempt-types';
import { sendAttempt } from './send-attempt';

const policy = { allowHttp: true, allowedCidrs: parseCidrs('127.0.0.0/8, ::1') };
const body = Buffer.from('{"data":"Выбор машины"}');
const headers = { 'content-type': 'application/json', 'webhook-id': 'msg_1' };
const TOTAL_MS = 400;

describe('sendAttempt', () => {
  let agent: EndpointAgent;
  beforeEach(() => {
    agent = new EndpointAgent({ policy });
  });
  afterEach(async () => {
    await EndpointServer.stopAll();
    await agent.close();
  });

  const attempt = (url: string, totalMs = 5_000, dispatcher = agent) =>
    sendAttempt({ url, headers, body, limits: { ...DEFAULT_LIMITS, totalMs }, dispatcher });
  const attemptTo = async (listener: RequestListener, totalMs?: number) =>
    attempt((await EndpointServer.http(listener)).url, totalMs);
  const attemptToTcp = async (onConnection: (socket: Socket) => void, totalMs?: number) =>
    attempt((await EndpointServer.tcp(onConnection)).url, totalMs);

  describe('what arrives', () => {
    it('is the POST with exactly these bytes and headers, and the host of the URL', async () => {
      let seen: { request: IncomingMessage; bytes: Buffer } | undefined;
      const server = await EndpointServer.http(async (request, response) => {
        seen = { request, bytes: await bodyOf(request) };
        response.end('thanks');
      });
      const result = await attempt(`${server.url}?a=%D0%B1`);
      expect(result).toEqual({
        outcome: 'success',
        statusCode: 200,
        response: 'thanks',
        durationMs: expect.any(Number),
      });
      expect(seen!.bytes.equals(body)).toBe(true);
      expect(seen!.request).toMatchObject({ method: 'POST', url: '/hook?a=%D0%B1' });
      expect(seen!.request.headers).toEqual({
        ...headers,
        host: `127.0.0.1:${server.port}`,
        connection: 'keep-alive',
        'content-length': String(body.length),
      });
    });

    it('comes over one connection while attempts follow each other', async () => {
      const server = await EndpointServer.http((_, response) => void response.writeHead(204).end());
      for (let round = 0; round < 20; round += 1) expect((await attempt(server.url)).statusCode).toBe(204);
      expect(server.connections).toBe(1);
    });
  });

  describe('the status decides', () => {
    it.each([
      [200, 'success', undefined],
      [202, 'success', undefined],
      [301, 'failure', 'redirect'],
      [304, 'failure', 'redirect'],
      [404, 'failure', 'status-4xx'],
      [410, 'failure', 'status-4xx'],
      [500, 'failure', 'status-5xx'],
      [599, 'failure', 'status-5xx'],
      [799, 'failure', 'other'],
    ])('%i is a %s', async (status, outcome, errorClass) => {
      const result = await attemptTo((_, response) => void response.writeHead(status).end());
      expect(result).toMatchObject({ outcome, statusCode: status });
      expect(result.error?.class).toBe(errorClass);
      if (errorClass !== undefined) expect(result.error!.message).toContain(String(status));
    });

    it('follows no redirect', async () => {
      const target = await EndpointServer.http((_, response) => void response.end());
      const result = await attemptTo(
        (_, response) => void response.writeHead(307, { location: target.url }).end(),
      );
      expect(result).toMatchObject({ statusCode: 307, error: { class: 'redirect' } });
      expect(target.connections).toBe(0);
    });

    it('passes Retry-After on for 429 and 503 alone', async () => {
      const answering = (status: number, value: string) =>
        attemptTo((_, response) => void response.writeHead(status, { 'retry-after': value }).end());
      const started = Date.now();
      const asked = (await answering(429, '60')).retryAfter!.getTime() - started;
      expect(asked).toBeGreaterThanOrEqual(60_000);
      expect(asked).toBeLessThan(70_000);
      const date = new Date(Math.ceil(started / 1000) * 1000 + 3_600_000);
      expect((await answering(503, date.toUTCString())).retryAfter).toEqual(date);
      expect((await answering(503, 'soon')).retryAfter).toBeUndefined();
      expect((await answering(500, '60')).retryAfter).toBeUndefined();
      expect((await answering(200, '60')).retryAfter).toBeUndefined();
    });

    it('also when the rest of a refusal never comes', async () => {
      const result = await attemptTo((_, response) => {
        response.writeHead(410, { 'content-length': 100 }).write('gone');
      }, TOTAL_MS);
      expect(result).toMatchObject({ statusCode: 410, error: { class: 'status-4xx' }, response: 'gone' });
    });
  });

  describe('the answer', () => {
    it('is kept up to 4 KiB, without the half of a character', async () => {
      const result = await attemptTo((_, response) => {
        response.write('x');
        response.end('я'.repeat(5_000));
      });
      expect(result).toMatchObject({ outcome: 'success', response: `x${'я'.repeat(2_047)}` });
    });

    it('is decoded when it is compressed, although that was not asked for', async () => {
      const result = await attemptTo((_, response) => {
        response.writeHead(500, {
          'content-encoding': 'GZIP',
          'content-type': 'text/plain; charset=windows-1251',
        });
        response.end(gzipSync(Buffer.from([0xcf, 0xf0, 0xe8])));
      });
      expect(result).toMatchObject({ statusCode: 500, response: 'При' });
    });

    it('may be encoded wrongly: the status still counts', async () => {
      const result = await attemptTo((_, response) => {
        response.writeHead(200, { 'content-encoding': 'br' }).end('not brotli');
      });
      expect(result).toMatchObject({ outcome: 'success', statusCode: 200 });
      expect(result.response).toBeUndefined();
    });

    it('is cut when it never ends, and its connection is closed', async () => {
      let sent = 0;
      const server = await EndpointServer.http((_, response) => {
        const pour = () => {
          while (response.write('x'.repeat(16_384))) sent += 16_384;
        };
        response.on('drain', pour);
        pour();
      });
      const result = await attempt(server.url);
      expect(result).toMatchObject({ outcome: 'success', statusCode: 200, response: 'x'.repeat(4_096) });
      await until(() => server.open.size === 0);
      expect(sent).toBeLessThan(32 << 20);
    });

    it('may be a bomb: memory stays flat and the attempt short', async () => {
      const bomb = gzipSync(Buffer.alloc(10 << 20));
      const server = await EndpointServer.http(async (_, response) => {
        response.on('error', () => undefined).writeHead(200, { 'content-encoding': 'gzip' });
        for (let part = 0; part < 1_000 && !response.destroyed; part += 1) {
          if (!response.write(bomb))
            await Promise.race([wait(50), new Promise((go) => response.once('drain', go))]);
        }
        response.end();
      });
      const before = process.memoryUsage().arrayBuffers;
      const results = await Promise.all(Array.from({ length: 50 }, () => attempt(server.url)));
      expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 << 20);
      for (const result of results)
        expect(result).toMatchObject({ outcome: 'success', response: '\0'.repeat(4_096) });
    });
  });

  describe('time', () => {
    const expectInTime = ({ durationMs }: { durationMs: number }) => {
      expect(durationMs).toBeGreaterThanOrEqual(TOTAL_MS - 2);
      expect(durationMs).toBeLessThan(TOTAL_MS + 250);
    };

    it('ends an attempt that gets no answer', async () => {
      const result = await attemptTo(() => undefined, TOTAL_MS);
      expect(result).toMatchObject({ outcome: 'failure', error: { class: 'timeout' } });
      expect(result.error!.message).toBe('The endpoint did not answer within 0.4 s.');
      expectInTime(result);
    });

    it('ends an answer that drips', async () => {
      const result = await attemptTo((_, response) => drip(response, '.'), TOTAL_MS);
      expect(result).toMatchObject({ outcome: 'failure', statusCode: 200, error: { class: 'timeout' } });
      expect(result.response).toMatch(/^\.+$/);
      expectInTime(result);
    });

    it('ends headers that drip, and interim answers without end', async () => {
      for (const text of ['x: y\r\n', 'HTTP/1.1 103 Early Hints\r\n\r\n']) {
        const result = await attemptToTcp((socket) => {
          socket.once('data', () => {
            if (text.startsWith('x')) socket.write('HTTP/1.1 200 OK\r\n');
            drip(socket, text);
          });
        }, TOTAL_MS);
        expect(result).toMatchObject({ outcome: 'failure', error: { class: 'timeout' } });
        expect(result.statusCode).toBeUndefined();
        expectInTime(result);
      }
    });

    it('ends a connection whose TLS never comes about', async () => {
      const server = await EndpointServer.tcp(() => undefined);
      const result = await attempt(server.url.replace('http:', 'https:'), TOTAL_MS);
      expect(result.error).toEqual({
        class: 'timeout',
        message: 'There was no connection to the endpoint within 0.4 s.',
      });
      expectInTime(result);
    });

    it('for a connection is the agent’s', async () => {
      const server = await EndpointServer.tcp(() => undefined);
      const hasty = new EndpointAgent({ policy, connectMs: 100 });
      const result = await attempt(server.url.replace('http:', 'https:'), 5_000, hasty);
      expect(result.error).toEqual({ class: 'timeout', message: 'The endpoint took no connection in time.' });
      expect(result.durationMs).toBeLessThan(2_500);
      await hasty.close();
    });

    it('that is over takes an attempt out of the queue: it is never sent late', async () => {
      const requests: ServerResponse[] = [];
      const server = await EndpointServer.http((_, response) => void requests.push(response));
      const narrow = new EndpointAgent({ policy, connections: 1 });
      const first = attempt(server.url, 5_000, narrow);
      await until(() => requests.length === 1);
      expect((await attempt(server.url, 50, narrow)).error?.class).toBe('timeout');
      const third = attempt(server.url, 5_000, narrow);
      requests[0]!.end('1');
      expect(await first).toMatchObject({ outcome: 'success', response: '1' });
      await until(() => requests.length === 2);
      requests[1]!.end('3');
      expect(await third).toMatchObject({ outcome: 'success', response: '3' });
      expect([requests.length, server.connections]).toEqual([2, 1]);
      await narrow.close();
    });
  });

  describe('the connection', () => {
    it('is refused where nothing listens', async () => {
      const server = await EndpointServer.http(() => undefined);
      await server.stop();
      expect(await attempt(server.url)).toMatchObject({ outcome: 'failure', error: { class: 'refused' } });
    });

    it.each<[string, (socket: Socket) => void, number | undefined]>([
      ['is reset', (socket) => void socket.resetAndDestroy(), undefined],
      ['is closed', (socket) => void socket.end(), undefined],
      ['ends within the headers', (socket) => void socket.end('HTTP/1.1 200 OK\r\ncontent-le'), undefined],
      [
        'ends before the length is reached',
        (socket) => void socket.end(`${OK}content-length: 9\r\n\r\nabc`),
        200,
      ],
      [
        'ends within a chunk',
        (socket) => void socket.end(`${OK}transfer-encoding: chunked\r\n\r\n9\r\nabc`),
        200,
      ],
    ])('%s: the answer is missing', async (_, act, statusCode) => {
      const result = await attemptToTcp((socket) => socket.once('data', () => act(socket)));
      expect(result).toMatchObject({ outcome: 'failure', error: { class: 'reset' } });
      expect(result.statusCode).toBe(statusCode);
      expect(result.response).toBe(statusCode === undefined ? undefined : 'abc');
    });

    it('may end the body when no length was given', async () => {
      const result = await attemptToTcp((socket) => socket.once('data', () => socket.end(`${OK}\r\nabc`)));
      expect(result).toMatchObject({ outcome: 'success', response: 'abc' });
    });

    it('may bring headers without end', async () => {
      const result = await attemptToTcp((socket) => {
        socket.once('data', () => socket.write(`${OK}${`x-filler: ${'x'.repeat(1_000)}\r\n`.repeat(100)}`));
      });
      expect(result).toMatchObject({ outcome: 'failure', error: { class: 'too-large-headers' } });
    });

    it.each(['SSH-2.0-OpenSSH_9.2\r\n', 'HTTP/1.1 2000 OK\r\n\r\n', 'HTTP/1.1 100 Continue\r\n\r\n'])(
      'may speak something else: %j',
      async (text) => {
        const result = await attemptToTcp(
          (socket) => socket.once('data', () => socket.write(text)),
          TOTAL_MS,
        );
        expect(result).toMatchObject({ outcome: 'failure', error: { class: 'other' } });
      },
    );

    it('is not taken up again after an attempt was cut off', async () => {
      let requests = 0;
      const server = await EndpointServer.http((_, response) => {
        requests += 1;
        if (requests > 1) response.end('fine');
      });
      expect((await attempt(server.url, 50)).error?.class).toBe('timeout');
      expect(await attempt(server.url)).toMatchObject({ outcome: 'success', response: 'fine' });
      expect(server.connections).toBe(2);
    });
  });

  it.each([
    'http://10.0.0.1/',
    'http://[::ffff:7f00:1]/',
    'ftp://127.0.0.1/',
    'no url',
    'http://127.0.0.1:22/',
  ])('refuses %s for good, in words without the address', async (url) => {
    const result = await attempt(url);
    expect(result).toMatchObject({ outcome: 'failure', error: { class: 'blocked-address' } });
    expect(result.error!.message).not.toContain(url);
  });

  it('never throws: headers that cannot be sent are a failure', async () => {
    const server = await EndpointServer.http((_, response) => void response.end());
    const result = await sendAttempt({
      url: server.url,
      headers: { 'x-key': 'a\r\nb' },
      body,
      dispatcher: agent,
    });
    expect(result).toMatchObject({ outcome: 'failure', error: { class: 'other' } });
    expect(result.error!.message).not.toContain('a\r\nb');
  });
});

const OK = 'HTTP/1.1 200 OK\r\n';

function drip(stream: Socket | ServerResponse, text: string): void {
  const timer = setInterval(() => stream.write(text), 20);
  stream.on('close', () => clearInterval(timer)).on('error', () => clearInterval(timer));
}
