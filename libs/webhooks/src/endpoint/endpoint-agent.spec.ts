import fc from 'fast-check';
import { EndpointServer, SECOND_LOOPBACK, until } from '../../test/endpoint-server';
import { NameServer, type Zone } from '../../test/name-server';
import { DEFAULT_LIMITS } from '../send/attempt-types';
import { sendAttempt } from '../send/send-attempt';
import { parseCidrs } from './addresses';
import { EndpointAgent, type EndpointAgentOptions } from './endpoint-agent';
import { EndpointResolver } from './endpoint-resolver';

const BOTH = `127.0.0.1,${SECOND_LOOPBACK}`;
const body = Buffer.from('{}');

describe('EndpointAgent', () => {
  let names: NameServer;
  let now = 0;
  const agents: EndpointAgent[] = [];

  beforeEach(async () => {
    names = await NameServer.start({});
    now = 0;
  });
  afterEach(async () => {
    await EndpointServer.stopAll();
    await Promise.all(agents.splice(0).map((agent) => agent.close()));
    await names.stop();
  });

  function agentFor(allowed: string, zone: Zone, options?: Partial<EndpointAgentOptions>): EndpointAgent {
    names.zone = zone;
    const allowedCidrs = parseCidrs(allowed);
    const resolver = new EndpointResolver({
      allowedCidrs,
      servers: [names.address],
      now: () => now,
    });
    const agent = new EndpointAgent({ policy: { allowHttp: true, allowedCidrs }, resolver, ...options });
    agents.push(agent);
    return agent;
  }

  const attempt = (dispatcher: EndpointAgent, url: string) =>
    sendAttempt({ url, headers: {}, body, dispatcher });
  const answering = (text: string, host?: string) =>
    EndpointServer.http((_, response) => void response.end(text), host);

  it('reaches a name at its vetted address and keeps the name in the host header', async () => {
    let host: string | undefined;
    const server = await EndpointServer.http((request, response) => {
      host = request.headers.host;
      response.end();
    });
    const agent = agentFor('127.0.0.1', { 'hook.example.test': ['127.0.0.1'] });
    expect(await attempt(agent, `http://Hook.example.test.:${server.port}/`)).toMatchObject({
      outcome: 'success',
    });
    expect(host).toBe(`hook.example.test:${server.port}`);
  });

  it('asks no DNS for a literal address', async () => {
    const server = await answering('');
    expect((await attempt(agentFor('127.0.0.1', {}), server.url)).outcome).toBe('success');
    expect(names.questions).toEqual([]);
  });

  it.each([
    ['dns', []],
    ['dns', 2],
    ['blocked-address', ['10.0.0.1']],
    ['blocked-address', ['127.0.0.1', '10.0.0.1']],
    ['blocked-address', ['127.0.0.1', '::ffff:127.0.0.1']],
  ] as const)('fails with %s and makes no connection when the answer is %j', async (errorClass, answer) => {
    const server = await answering('');
    const agent = agentFor('127.0.0.1', { 'hook.example.test': answer });
    const result = await attempt(agent, `http://hook.example.test:${server.port}/`);
    expect(result).toMatchObject({ outcome: 'failure', error: { class: errorClass } });
    expect([server.connections, agent.size]).toEqual([0, 0]);
  });

  it('never connects to a private address that a name takes on between check and connection, or later', async () => {
    const open = await answering('open');
    const hidden = await answering('hidden', SECOND_LOOPBACK);
    const zone = { 'hook.example.test': ['127.0.0.1'] };
    const agent = agentFor('127.0.0.1', zone);
    const vetted = attempt(agent, `http://hook.example.test:${open.port}/`);
    await until(() => names.questions.length === 2);
    names.zone = { 'hook.example.test': [SECOND_LOOPBACK] };
    expect(await vetted).toMatchObject({ outcome: 'success', response: 'open' });
    // The address is taken from the answer that was vetted: nobody asks again for the port of the hidden server.
    expect((await attempt(agent, `http://hook.example.test:${hidden.port}/`)).error?.class).toBe('refused');
    now = 60_000;
    expect((await attempt(agent, `http://hook.example.test:${hidden.port}/`)).error?.class).toBe(
      'blocked-address',
    );
    expect((await attempt(agent, `http://hook.example.test:${open.port}/`)).error?.class).toBe(
      'blocked-address',
    );
    expect([open.connections, hidden.connections]).toEqual([1, 0]);
  });

  it('never connects to a private address, whatever a name answers from one question to the next', async () => {
    const open = await answering('open');
    const hidden = await EndpointServer.http(
      (_, response) => void response.end('hidden'),
      SECOND_LOOPBACK,
      open.port,
    );
    const answers: Zone[string][] = [['127.0.0.1'], [SECOND_LOOPBACK], ['127.0.0.1', SECOND_LOOPBACK], [], 2];
    const flips = fc.array(fc.constantFrom(...answers), { minLength: 1, maxLength: 6 });
    await fc.assert(
      fc.asyncProperty(flips, async (zones) => {
        const agent = agentFor('127.0.0.1', {});
        for (const answer of zones) {
          names.zone = { 'hook.example.test': answer };
          now += 60_000;
          const asked = names.questions.length;
          const running = attempt(agent, `http://hook.example.test:${open.port}/`);
          await until(() => names.questions.length === asked + 2);
          // Between the answer to the look-up and the connection, and while the answer is kept.
          names.zone = { 'hook.example.test': [SECOND_LOOPBACK] };
          const results = [await running, await attempt(agent, `http://hook.example.test:${open.port}/`)];
          for (const { outcome, response } of results)
            expect([outcome, response]).toEqual(
              outcome === 'success' ? ['success', 'open'] : ['failure', undefined],
            );
        }
      }),
      { numRuns: 50 },
    );
    expect(open.connections).toBeGreaterThan(0);
    expect(hidden.connections).toBe(0);
  }, 30_000);

  it('uses a pooled connection only while its address is in the vetted answer', async () => {
    const first = await answering('first');
    const agent = agentFor(BOTH, { 'hook.example.test': ['127.0.0.1'] });
    const url = `http://hook.example.test:${first.port}/`;
    for (let round = 0; round < 3; round += 1) expect((await attempt(agent, url)).response).toBe('first');
    expect([first.connections, first.open.size]).toEqual([1, 1]);
    names.zone = { 'hook.example.test': [SECOND_LOOPBACK] };
    now = 60_000;
    expect((await attempt(agent, url)).error?.class).toBe('refused');
    expect(first.connections).toBe(1);
  });

  it('tries the next vetted address when one takes no connection, and that one first from then on', async () => {
    const server = await answering('second', SECOND_LOOPBACK);
    const resolver = new EndpointResolver({ allowedCidrs: parseCidrs(BOTH), servers: [names.address] });
    const agent = agentFor(BOTH, { 'hook.example.test': ['127.0.0.1', SECOND_LOOPBACK] }, { resolver });
    const url = `http://hook.example.test:${server.port}/`;
    expect(await attempt(agent, url)).toMatchObject({ outcome: 'success', response: 'second' });
    expect(await resolver.resolve('hook.example.test')).toEqual([SECOND_LOOPBACK, '127.0.0.1']);
    await server.stop();
    await until(() => agent.size === 0);
    expect((await attempt(agent, url)).error?.class).toBe('refused');
  });

  it('never sends to another address what was sent to one', async () => {
    const resetting = await EndpointServer.http((request) => void request.socket.resetAndDestroy());
    const other = await EndpointServer.http(
      (_, response) => void response.end(),
      SECOND_LOOPBACK,
      resetting.port,
    );
    const agent = agentFor(BOTH, { 'hook.example.test': ['127.0.0.1', SECOND_LOOPBACK] });
    const result = await attempt(agent, `http://hook.example.test:${resetting.port}/`);
    expect(result.error?.class).toBe('reset');
    expect([resetting.connections, other.connections]).toEqual([1, 0]);
  });

  it('keeps as many connections as were in flight, until the endpoint closes them', async () => {
    const server = await answering('');
    const agent = agentFor('127.0.0.1', {}, { keepAliveMs: 60_000 });
    for (let round = 0; round < 5; round += 1) {
      await Promise.all(Array.from({ length: 8 }, () => attempt(agent, server.url)));
    }
    expect([server.connections, agent.size]).toEqual([8, 8]);
    for (const socket of server.open) socket.destroy();
    await until(() => agent.size === 0);
  });

  it('closes connections that stay idle', async () => {
    const server = await answering('');
    const agent = agentFor('127.0.0.1', {}, { keepAliveMs: 30 });
    await Promise.all(Array.from({ length: 8 }, () => attempt(agent, server.url)));
    expect(server.connections).toBe(8);
    await until(() => agent.size === 0 && server.open.size === 0);
  });

  it('keeps no connection that the endpoint wants closed', async () => {
    const server = await EndpointServer.http(
      (_, response) => void response.writeHead(200, { connection: 'close' }).end(),
    );
    const agent = agentFor('127.0.0.1', {});
    for (let round = 1; round <= 3; round += 1) {
      expect((await attempt(agent, server.url)).outcome).toBe('success');
      expect(server.connections).toBe(round);
    }
    await until(() => agent.size === 0);
  });

  it('lets attempts on the wire end when it closes', async () => {
    let finish: (() => void) | undefined;
    const server = await EndpointServer.http((request, response) => {
      finish = () => response.end('done');
      if (request.url === '/again') finish();
    });
    const agent = agentFor('127.0.0.1', {});
    const running = attempt(agent, server.url);
    await until(() => finish !== undefined);
    const closed = agent.close();
    finish!();
    expect(await running).toMatchObject({ outcome: 'success', response: 'done' });
    await closed;
    await until(() => server.open.size === 0);
    // No connection is handed out that is closed already.
    expect(await attempt(agent, server.url.replace('hook', 'again'))).toMatchObject({ outcome: 'success' });
  });

  it('closes in the end although an endpoint never answers', async () => {
    const server = await EndpointServer.http(() => undefined);
    const agent = agentFor('127.0.0.1', {});
    const limits = { ...DEFAULT_LIMITS, totalMs: 300 };
    const running = sendAttempt({ url: server.url, headers: {}, body, limits, dispatcher: agent });
    await until(() => server.connections === 1);
    await agent.close();
    expect((await running).error?.class).toBe('timeout');
    await until(() => server.open.size === 0);
  });
});
