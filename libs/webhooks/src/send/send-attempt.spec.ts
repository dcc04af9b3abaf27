import type { IncomingMessage, RequestListener } from 'node:http';
import { bodyOf, EndpointServer } from '../../test/endpoint-server';
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
        timings: expect.any(Object),
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
    it.each([200, 202, 299])('%i is a success', async (status) => {
      const result = await attemptTo((_, response) => void response.writeHead(status).end());
      expect(result).toMatchObject({ outcome: 'success', statusCode: status });
      expect(result).not.toHaveProperty('response');
    });

    it.each([
      [301, 'redirect'],
      [304, 'redirect'],
      [404, 'status-4xx'],
      [410, 'status-4xx'],
      [500, 'status-5xx'],
      [599, 'status-5xx'],
      [799, 'other'],
    ])('%i is a failure, %s', async (status, errorClass) => {
      const result = await attemptTo((_, response) => void response.writeHead(status).end());
      expect(result).toMatchObject({ outcome: 'failure', statusCode: status });
      expect(result.error).toEqual({ class: errorClass, message: expect.stringContaining(String(status)) });
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
