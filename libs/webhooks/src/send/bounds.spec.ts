import type { RequestListener, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { EndpointServer, until } from '../../test/endpoint-server';
import { withLateness } from '../../test/lateness';
import { parseCidrs } from '../endpoint/addresses';
import { EndpointAgent } from '../endpoint/endpoint-agent';
import { DEFAULT_LIMITS } from './attempt-types';
import { sendAttempt } from './send-attempt';

const policy = { allowHttp: true, allowedCidrs: parseCidrs('127.0.0.0/8, ::1') };
const body = Buffer.from('{"data":"Выбор машины"}');
const headers = { 'content-type': 'application/json', 'webhook-id': 'msg_1' };
const TOTAL_MS = 400;

// Bounds of time are in the tests: this is room for a machine that is busy with something else.
jest.setTimeout(60_000);

describe('sendAttempt: bounds', () => {
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
    const inTime = async <T extends { durationMs: number }>(work: () => Promise<T>): Promise<T> => {
      const { result, lateMs } = await withLateness(work);
      expect(result.durationMs).toBeGreaterThanOrEqual(TOTAL_MS - 2);
      expect(result.durationMs).toBeLessThan(TOTAL_MS + 250 + lateMs);
      return result;
    };

    it('ends an attempt that gets no answer', async () => {
      const result = await inTime(() => attemptTo(() => undefined, TOTAL_MS));
      expect(result).toMatchObject({ outcome: 'failure', error: { class: 'timeout' } });
      expect(result.error!.message).toBe('The endpoint did not answer within 0.4 s.');
    });

    it('ends an answer that drips', async () => {
      const result = await inTime(() => attemptTo((_, response) => drip(response, '.'), TOTAL_MS));
      expect(result).toMatchObject({ outcome: 'failure', statusCode: 200, error: { class: 'timeout' } });
      expect(result.response).toMatch(/^\.+$/);
    });

    it('ends headers that drip, and interim answers without end', async () => {
      for (const text of ['x: y\r\n', 'HTTP/1.1 103 Early Hints\r\n\r\n']) {
        const dripping = (socket: Socket) => {
          socket.once('data', () => {
            if (text.startsWith('x')) socket.write('HTTP/1.1 200 OK\r\n');
            drip(socket, text);
          });
        };
        const result = await inTime(() => attemptToTcp(dripping, TOTAL_MS));
        expect(result).toMatchObject({ outcome: 'failure', error: { class: 'timeout' } });
        expect(result.statusCode).toBeUndefined();
      }
    });

    it('ends a connection whose TLS never comes about', async () => {
      const server = await EndpointServer.tcp(() => undefined);
      const result = await inTime(() => attempt(server.url.replace('http:', 'https:'), TOTAL_MS));
      expect(result.error).toEqual({
        class: 'timeout',
        message: 'There was no connection to the endpoint within 0.4 s.',
      });
    });

    it('for a connection is the agent’s', async () => {
      const server = await EndpointServer.tcp(() => undefined);
      const hasty = new EndpointAgent({ policy, connectMs: 100 });
      const { result, lateMs } = await withLateness(() =>
        attempt(server.url.replace('http:', 'https:'), 5_000, hasty),
      );
      expect(result.error).toEqual({ class: 'timeout', message: 'The endpoint took no connection in time.' });
      expect(result.durationMs).toBeLessThan(2_500 + lateMs);
      await hasty.close();
    });
  });
});

function drip(stream: Socket | ServerResponse, text: string): void {
  const timer = setInterval(() => stream.write(text), 20);
  stream.on('close', () => clearInterval(timer)).on('error', () => clearInterval(timer));
}
