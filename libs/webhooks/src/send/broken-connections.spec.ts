import type { Socket } from 'node:net';
import { EndpointServer, until } from '../../test/endpoint-server';
import { parseCidrs } from '../endpoint/addresses';
import { EndpointAgent } from '../endpoint/endpoint-agent';
import { DEFAULT_LIMITS } from './attempt-types';
import { sendAttempt } from './send-attempt';

const policy = { allowHttp: true, allowedCidrs: parseCidrs('127.0.0.0/8, ::1') };
const body = Buffer.from('{"data":"Выбор машины"}');
const headers = { 'content-type': 'application/json', 'webhook-id': 'msg_1' };

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

    it('may end the body when no length was given', async () => {
      const result = await attemptToTcp((socket) => socket.once('data', () => socket.end(`${OK}\r\nabc`)));
      expect(result).toMatchObject({ outcome: 'success', response: 'abc' });
    });

    it('is not used again after more came over it than was asked for', async () => {
      const answer = `${OK}content-length: 1\r\n\r\n`;
      const server = await EndpointServer.tcp((socket) => {
        socket.on('data', () => socket.write(`${answer}a${answer}b`));
      });
      for (let round = 1; round <= 3; round += 1) {
        expect(await attempt(server.url)).toMatchObject({ outcome: 'success', response: 'a' });
        await until(() => agent.size === 0);
        expect(server.connections).toBe(round);
      }
    });

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
