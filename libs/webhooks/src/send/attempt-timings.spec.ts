import { setTimeout as wait } from 'node:timers/promises';
import { EndpointServer } from '../../test/endpoint-server';
import { NameServer } from '../../test/name-server';
import { TLS_CERT, TLS_KEY } from '../../test/tls-fixture';
import { parseCidrs } from '../endpoint/addresses';
import { EndpointAgent } from '../endpoint/endpoint-agent';
import { EndpointResolver } from '../endpoint/endpoint-resolver';
import type { AttemptTimings } from './attempt-clock';
import { DEFAULT_LIMITS } from './attempt-types';
import { sendAttempt } from './send-attempt';

const DELAY = 60;
/** From the first byte on, which a busy machine sees late: so much longer than what must be seen of it. */
const BODY_DELAY = 10 * DELAY;
const policy = { allowHttp: true, allowedCidrs: parseCidrs('127.0.0.0/8') };

// Bounds of time are in the tests: this is room for a machine that is busy with something else.
jest.setTimeout(60_000);

describe('the timings of an attempt', () => {
  let names: NameServer;
  let agent: EndpointAgent;

  beforeEach(async () => {
    names = await NameServer.start({ 'hook.example.test': ['127.0.0.1'], 'silent.example.test': 'silent' });
    const { allowedCidrs } = policy;
    const resolver = new EndpointResolver({ allowedCidrs, servers: [names.address], timeoutMs: 1_000 });
    agent = new EndpointAgent({ policy, resolver, ca: [TLS_CERT] });
  });
  afterEach(async () => {
    await EndpointServer.stopAll();
    await agent.close();
    await names.stop();
  });

  async function timingsOf(url: string, totalMs = 5_000): Promise<AttemptTimings> {
    const limits = { ...DEFAULT_LIMITS, totalMs };
    const result = await sendAttempt({
      url,
      headers: {},
      body: Buffer.from('{}'),
      limits,
      dispatcher: agent,
    });
    const { dnsMs = 0, connectMs = 0, firstByteMs = 0, totalMs: all } = result.timings!;
    // Each part is rounded.
    expect(dnsMs + connectMs + firstByteMs).toBeLessThanOrEqual(all + 0.2);
    expect(all).toBe(result.durationMs);
    return result.timings!;
  }

  it('are those of name, connection with TLS, and answer; the last alone when the connection is used again', async () => {
    const server = await EndpointServer.https(
      {
        cert: TLS_CERT,
        key: TLS_KEY,
        SNICallback: (_, done) => void setTimeout(done, DELAY, null),
      },
      async (_, response) => {
        response.writeHead(200);
        response.flushHeaders();
        await wait(BODY_DELAY);
        response.end();
      },
    );
    names.delayMs = DELAY;
    const url = `https://hook.example.test:${server.port}/`;
    const first = await timingsOf(url);
    expect(first.dnsMs).toBeGreaterThan(DELAY - 5);
    expect(first.connectMs).toBeGreaterThan(DELAY - 5);
    const body = first.totalMs - first.dnsMs! - first.connectMs! - first.firstByteMs!;
    expect(body).toBeGreaterThan(DELAY - 5);

    const second = await timingsOf(url);
    expect(Object.keys(second)).toEqual(['firstByteMs', 'totalMs']);
    expect(second.totalMs).toBeGreaterThan(DELAY - 5);
    expect(server.connections).toBe(1);
  });

  it('has the time until the answer apart, and no look-up for an address', async () => {
    const server = await EndpointServer.http((_, response) => void wait(DELAY).then(() => response.end()));
    const timings = await timingsOf(server.url);
    expect(Object.keys(timings)).toEqual(['connectMs', 'firstByteMs', 'totalMs']);
    expect(timings.firstByteMs).toBeGreaterThan(DELAY - 5);
  });

  it('leaves out what did not come to its end', async () => {
    expect(Object.keys(await timingsOf('https://silent.example.test/'))).toEqual(['totalMs']);
    const deaf = await EndpointServer.tcp(() => undefined);
    const url = `s://hook.example.test:${deaf.port}/`;
    expect(Object.keys(await timingsOf(`http${url}`, 500))).toEqual(['dnsMs', 'totalMs']);
    expect(Object.keys(await timingsOf(deaf.url, 500))).toEqual(['connectMs', 'totalMs']);
    expect(Object.keys(await timingsOf('http://10.0.0.1/'))).toEqual(['totalMs']);
  });
});
