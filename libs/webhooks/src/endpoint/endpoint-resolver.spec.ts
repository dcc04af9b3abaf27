import { NameServer } from '../../test/name-server';
import { parseCidrs } from './addresses';
import { EndpointResolver } from './endpoint-resolver';

describe('EndpointResolver', () => {
  let server: NameServer;
  let now = 0;
  let resolver: EndpointResolver;

  beforeEach(async () => {
    server = await NameServer.start({
      'both.example': ['2606:4700::1111', '8.8.8.8', '9.9.9.9'],
      'four.example': ['8.8.8.8'],
      'mixed.example': ['8.8.8.8', '10.0.0.1'],
      'mixed6.example': ['8.8.8.8', '::ffff:8.8.8.8'],
      'empty.example': [],
      'broken.example': 2,
      'silent.example': 'silent',
    });
    now = 0;
    resolver = new EndpointResolver({
      allowedCidrs: [],
      servers: [server.address],
      timeoutMs: 200,
      now: () => now,
    });
  });
  afterEach(() => server.stop());

  it('finds IPv4 and IPv6 addresses, IPv4 first', async () => {
    const addresses = await resolver.resolve('both.example');
    expect(addresses.at(-1)).toBe('2606:4700::1111');
    expect(addresses.toSorted()).toEqual(['2606:4700::1111', '8.8.8.8', '9.9.9.9']);
    expect(await resolver.resolve('four.example')).toEqual(['8.8.8.8']);
  });

  it.each(['mixed.example', 'mixed6.example'])('refuses %s for one forbidden address', async (name) => {
    await expect(resolver.resolve(name)).rejects.toMatchObject({
      class: 'blocked-address',
      reason: 'address',
    });
  });

  it.each([
    ['missing.example', 'does not exist'],
    ['empty.example', 'no address'],
    ['broken.example', 'no answer'],
    ['silent.example', 'no answer'],
  ])('calls %s a DNS error', async (name, words) => {
    await expect(resolver.resolve(name)).rejects.toMatchObject({
      class: 'dns',
      message: expect.stringContaining(words),
    });
  });

  it('asks once for parallel questions and while the TTL lasts, 60 s at most', async () => {
    server.ttl = 3_600;
    await Promise.all(Array.from({ length: 20 }, () => resolver.resolve('four.example')));
    now = 59_999;
    await resolver.resolve('four.example');
    expect(server.questions.toSorted()).toEqual(['four.example A', 'four.example AAAA']);
    now = 60_000;
    server.zone = { 'four.example': ['9.9.9.9'] };
    expect(await resolver.resolve('four.example')).toEqual(['9.9.9.9']);
  });

  it('keeps an answer no longer than its TTL, but a second', async () => {
    server.ttl = 0;
    await resolver.resolve('four.example');
    server.zone = { 'four.example': ['10.0.0.1'] };
    now = 999;
    expect(await resolver.resolve('four.example')).toEqual(['8.8.8.8']);
    now = 1_000;
    await expect(resolver.resolve('four.example')).rejects.toMatchObject({ class: 'blocked-address' });
  });

  it('keeps a failure for 5 s', async () => {
    await expect(resolver.resolve('missing.example')).rejects.toMatchObject({ class: 'dns' });
    server.zone = { 'missing.example': ['8.8.8.8'] };
    now = 4_999;
    await expect(resolver.resolve('missing.example')).rejects.toMatchObject({ class: 'dns' });
    now = 5_000;
    expect(await resolver.resolve('missing.example')).toEqual(['8.8.8.8']);
  });

  it('puts a demoted address last until the answer is renewed', async () => {
    server.zone = { 'two.example': ['8.8.8.8', '2606:4700::1111'] };
    await resolver.resolve('two.example');
    resolver.demote('two.example', '8.8.8.8');
    resolver.demote('unknown.example', '8.8.8.8');
    expect(await resolver.resolve('two.example')).toEqual(['2606:4700::1111', '8.8.8.8']);
    now = 60_000;
    expect(await resolver.resolve('two.example')).toEqual(['8.8.8.8', '2606:4700::1111']);
  });

  it('takes localhost for loopback without asking, and judges it like any other', async () => {
    await expect(resolver.resolve('localhost')).rejects.toMatchObject({ class: 'blocked-address' });
    const local = new EndpointResolver({
      allowedCidrs: parseCidrs('127.0.0.0/8'),
      servers: [server.address],
    });
    expect(await local.resolve('bank.localhost')).toEqual(['127.0.0.1']);
    expect(server.questions).toEqual([]);
  });
});
