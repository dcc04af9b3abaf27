import type { TlsOptions, TLSSocket } from 'node:tls';
import { EndpointServer, until } from '../../test/endpoint-server';
import { NameServer, type Zone } from '../../test/name-server';
import { TLS_CERT, TLS_KEY } from '../../test/tls-fixture';
import { DEFAULT_LIMITS } from '../send/attempt-types';
import { sendAttempt } from '../send/send-attempt';
import { parseCidrs } from './addresses';
import { EndpointAgent } from './endpoint-agent';
import { EndpointResolver } from './endpoint-resolver';

const allowedCidrs = parseCidrs('127.0.0.1');
const body = Buffer.from('{}');
const zone: Zone = { 'hook.example.test': ['127.0.0.1'], 'other.example.test': ['127.0.0.1'] };

describe('EndpointAgent with TLS', () => {
  let names: NameServer;
  const agents: EndpointAgent[] = [];

  beforeEach(async () => {
    names = await NameServer.start(zone);
  });
  afterEach(async () => {
    await EndpointServer.stopAll();
    await Promise.all(agents.splice(0).map((agent) => agent.close()));
    await names.stop();
  });

  function agentTrusting(ca?: readonly string[]): EndpointAgent {
    const resolver = new EndpointResolver({ allowedCidrs, servers: [names.address] });
    const agent = new EndpointAgent({ policy: { allowHttp: false, allowedCidrs }, resolver, ca });
    agents.push(agent);
    return agent;
  }

  const attempt = (dispatcher: EndpointAgent, url: string) =>
    sendAttempt({ url, headers: {}, body, dispatcher });

  const start = () => {
    const seen: (string | false | null)[] = [];
    return EndpointServer.https({ cert: TLS_CERT, key: TLS_KEY }, (request, response) => {
      seen.push((request.socket as TLSSocket & { servername: string | false | null }).servername);
      response.end(JSON.stringify(seen));
    });
  };

  it('sends the name as SNI and checks the certificate for it', async () => {
    const { port } = await start();
    const agent = agentTrusting([TLS_CERT]);
    expect(await attempt(agent, `https://hook.example.test:${port}/`)).toMatchObject({
      outcome: 'success',
      response: '["hook.example.test"]',
    });
    expect((await attempt(agent, `https://other.example.test:${port}/`)).error).toEqual({
      class: 'tls',
      message: 'The TLS certificate of the endpoint is for another host name.',
    });
    expect((await attempt(agent, `https://127.0.0.1:${port}/`)).error?.class).toBe('tls');
  });

  it('sends nothing when the time was over before the connection stood', async () => {
    let shakeHands: (() => void) | undefined;
    let requests = 0;
    const SNICallback: TlsOptions['SNICallback'] = (_, done) => {
      shakeHands = () => done(null);
    };
    const server = await EndpointServer.https(
      { cert: TLS_CERT, key: TLS_KEY, SNICallback },
      () => (requests += 1),
    );
    const agent = agentTrusting([TLS_CERT]);
    const url = `https://hook.example.test:${server.port}/`;
    const limits = { ...DEFAULT_LIMITS, totalMs: 200 };
    const result = await sendAttempt({ url, headers: {}, body, limits, dispatcher: agent });
    expect(result.error).toEqual({
      class: 'timeout',
      message: 'There was no connection to the endpoint within 0.2 s.',
    });
    expect(agent.size).toBe(0);
    shakeHands!();
    await until(() => server.open.size === 0);
    expect([server.connections, requests]).toEqual([1, 0]);
  });

  it('trusts no certificate by itself, and needs TLS where https is said', async () => {
    const { port } = await start();
    const agent = agentTrusting();
    expect((await attempt(agent, `https://hook.example.test:${port}/`)).error).toEqual({
      class: 'tls',
      message: 'The TLS certificate of the endpoint is self-signed.',
    });
    const plain = await EndpointServer.http((_, response) => void response.end());
    expect((await attempt(agent, plain.url.replace('http:', 'https:'))).error?.class).toBe('tls');
  });
});
