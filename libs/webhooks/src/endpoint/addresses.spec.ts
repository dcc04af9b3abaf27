import fc from 'fast-check';
import ipaddr from 'ipaddr.js';
import { isForbidden, parseCidrs, vetAddresses } from './addresses';
import { EndpointError } from './endpoint-error';

const RUNS = { numRuns: 1_024 };

/** Networks that must never be reached, as prefix and length, written down apart from the table under test. */
const FORBIDDEN_V4 = [
  '0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24',
  '192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4',
]
  .join(' ')
  .split(' ');
const FORBIDDEN_V6 = [
  '::/96 ::ffff:0:0/96 64:ff9b::/96 64:ff9b:1::/48 100::/64 2001::/32 2001:2::/48 2001:10::/28 2001:db8::/32 2002::/16',
  '3fff::/20 5f00::/16 fc00::/7 fe80::/10 fec0::/10 ff00::/8',
]
  .join(' ')
  .split(' ');

const uint = (bits: number) => fc.bigInt({ min: 0n, max: (1n << BigInt(bits)) - 1n });

function textOf(value: bigint, bits: 32 | 128): string {
  const bytes = Array.from({ length: bits / 8 }, (_, index) =>
    Number((value >> BigInt(bits - 8 * (index + 1))) & 255n),
  );
  return ipaddr.fromByteArray(bytes).toString();
}

function valueOf(address: string): bigint {
  return ipaddr
    .parse(address)
    .toByteArray()
    .reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
}

/** Any address within a network: its prefix with random host bits. */
function within(cidr: string): fc.Arbitrary<string> {
  const [prefix, length] = cidr.split('/') as [string, string];
  const bits = prefix.includes(':') ? 128 : 32;
  return uint(bits - Number(length)).map((host) => textOf(valueOf(prefix) | host, bits));
}

function inside(value: bigint, cidr: string, bits: number): boolean {
  const [prefix, length] = cidr.split('/') as [string, string];
  const shift = BigInt(bits - Number(length));
  return value >> shift === valueOf(prefix) >> shift;
}

describe('isForbidden', () => {
  it.each([...FORBIDDEN_V4, ...FORBIDDEN_V6])('forbids all of %s', (cidr) => {
    fc.assert(
      fc.property(within(cidr), (address) => expect(isForbidden(address, [])).toBe(true)),
      { numRuns: 512 },
    );
  });

  it('forbids an IPv4 address that IPv6 wraps, whatever it is', () => {
    const prefixes = fc.constantFrom('::', '::ffff:', '::ffff:0:', '64:ff9b::');
    fc.assert(
      fc.property(prefixes, uint(32), (prefix, value) => {
        expect(isForbidden(`${prefix}${textOf(value, 32)}`, [])).toBe(true);
      }),
      RUNS,
    );
    const groups = (value: bigint) => `${(value >> 16n).toString(16)}:${(value & 0xffffn).toString(16)}`;
    fc.assert(
      fc.property(uint(32), uint(80), (value, rest) => {
        const tail = valueOf(`2002:${groups(value)}::`) | rest;
        expect(isForbidden(textOf(tail, 128), [])).toBe(true);
        expect(isForbidden(`2001:0:4136:e378:8000:63bf:${groups(value)}`, [])).toBe(true);
      }),
      RUNS,
    );
  });

  it('agrees with the list for any IPv4 address', () => {
    const infrastructure = ['192.31.196.0/24', '192.52.193.0/24', '192.175.48.0/24', '168.63.129.16/32'];
    fc.assert(
      fc.property(uint(32), (value) => {
        const expected = [...FORBIDDEN_V4, ...infrastructure].some((cidr) => inside(value, cidr, 32));
        expect(isForbidden(textOf(value, 32), [])).toBe(expected);
      }),
      { numRuns: 4_096 },
    );
  });

  it('forbids all of IPv6 outside of 2000::/3', () => {
    fc.assert(
      fc.property(uint(128), (value) => {
        fc.pre(value >> 125n !== 1n);
        expect(isForbidden(textOf(value, 128), [])).toBe(true);
      }),
      RUNS,
    );
  });

  it.each([
    '8.8.8.8',
    '1.1.1.1',
    '9.255.255.255',
    '11.0.0.0',
    '100.63.255.255',
    '100.128.0.0',
    '172.15.255.255',
  ])('lets %s pass', (address) => expect(isForbidden(address, [])).toBe(false));

  it.each([
    '172.32.0.0',
    '192.167.255.255',
    '223.255.255.255',
    '2606:4700::1111',
    '2a02:6b8::2:242',
    '2001:4860::8888',
  ])('lets %s pass', (address) => expect(isForbidden(address, [])).toBe(false));

  it.each([
    '169.254.169.254',
    'fd00:ec2::254',
    '100.100.100.200',
    '192.0.0.192',
    '168.63.129.16',
    'fd20:ce::254',
  ])('forbids the metadata address %s', (address) => expect(isForbidden(address, [])).toBe(true));

  it.each([
    '',
    'localhost',
    '0177.0.0.1',
    '0x7f.1',
    '2130706433',
    '127.1',
    '8.8.8.8.',
    'fe80::1%eth0',
    '2606::1%1',
    '8.8.8.8/32',
  ])('forbids %p, which is no plain address', (address) => expect(isForbidden(address, [])).toBe(true));

  it('opens allowed networks and nothing beside them', () => {
    const allowed = parseCidrs('127.0.0.0/8, 10.1.2.3,fd00:1::/32');
    for (const address of ['127.0.0.1', '127.255.0.1', '10.1.2.3', 'fd00:1::5'])
      expect(isForbidden(address, allowed)).toBe(false);
    for (const address of ['10.1.2.4', 'fd00:2::5', '::1', '::ffff:127.0.0.1', '::127.0.0.1']) {
      expect([address, isForbidden(address, allowed)]).toEqual([address, true]);
    }
  });
});

describe('parseCidrs', () => {
  it('reads none, single addresses and networks', () => {
    expect(parseCidrs('')).toEqual([]);
    expect(parseCidrs(' 10.0.0.1 , ::1/128,').map(([ip, bits]) => `${ip}/${bits}`)).toEqual([
      '10.0.0.1/32',
      '::1/128',
    ]);
  });

  it.each([
    '10.0.0.0/33',
    '10/8',
    '0177.0.0.1/8',
    '::/129',
    'fe80::%1/64',
    '::127.0.0.1',
    'localhost',
    '10.0.0.0/8/8',
    '10.0.0.0/',
  ])('refuses %p by name', (entry) => expect(() => parseCidrs(`127.0.0.0/8,${entry}`)).toThrow(entry));
});

describe('vetAddresses', () => {
  it('gives the addresses back when all are allowed', () => {
    expect(vetAddresses(['8.8.8.8', '2606:4700::1111'], [])).toEqual(['8.8.8.8', '2606:4700::1111']);
  });

  it('refuses a host for a single forbidden address, wherever it stands, and names the kind of network only', () => {
    const forbidden = fc.constantFrom(...FORBIDDEN_V4, ...FORBIDDEN_V6).chain(within);
    const open = uint(32)
      .map((value) => textOf(value, 32))
      .filter((address) => !isForbidden(address, []));
    fc.assert(
      fc.property(fc.array(open), forbidden, fc.array(open), (before, address, after) => {
        const refusal = refusalOf([...before, address, ...after]);
        expect(refusal).toMatchObject({ class: 'blocked-address', reason: 'address' });
        expect(refusal.message).not.toContain(address);
      }),
      RUNS,
    );
    expect(refusalOf(['10.0.0.1']).message).toContain('private');
    expect(refusalOf(['::1']).message).toContain('loopback');
    expect(refusalOf(['2001:0:4136::1']).message).toContain('Teredo');
  });

  it('calls no address at all a DNS error', () => expect(refusalOf([]).class).toBe('dns'));
});

function refusalOf(addresses: readonly string[]): EndpointError {
  try {
    vetAddresses(addresses, []);
  } catch (error) {
    if (error instanceof EndpointError) return error;
    throw error;
  }
  throw new Error('nothing was refused');
}
