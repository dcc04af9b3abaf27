import type { Socket } from 'node:net';
import { EndpointServer } from '../../test/endpoint-server';
import { parseCidrs } from '../endpoint/addresses';
import { EndpointAgent } from '../endpoint/endpoint-agent';
import { DEFAULT_LIMITS } from './attempt-types';
import { sendAttempt } from './send-attempt';

const policy = { allowHttp: true, allowedCidrs: parseCidrs('127.0.0.0/8, ::1') };
const body = Buffer.from('{"data":"Выбор машины"}');
const headers = { 'content-type': 'application/json', 'webhook-id': 'msg_1' };
const TOTAL_MS = 400;

describe('sendAttempt: connections', () => {
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
  const attemptToTcp = async (onConnection: (socket: Socket) => void, totalMs?: number) =>
    attempt((await EndpointServer.tcp(onConnection)).url, totalMs);

  describe('the connection', () => {
    it('is refused where nothing listens', async () => {
      const server = await EndpointServer.http(() => undefined);
      const { url } = server;
      await server.stop();
      expect(await attempt(url)).toMatchObject({ outcome: 'failure', error: { class: 'refused' } });
      expect(agent.size).toBe(0);
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
      expect([server.connections, agent.size]).toEqual([2, 1]);
    });
  });
});

const OK = 'HTTP/1.1 200 OK\r\n';
