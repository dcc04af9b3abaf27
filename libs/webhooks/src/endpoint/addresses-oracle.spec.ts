import { BlockList, isIPv6 } from 'node:net';
import fc from 'fast-check';
import { isForbidden, parseCidrs } from './addresses';

const RUNS = { numRuns: 4_096 };

/** What is not public, from the registries of IANA (2025) and the clouds' documents, apart from the table under test. */
const NOT_PUBLIC = [
  // https://www.iana.org/assignments/iana-ipv4-special-registry
  ['0.0.0.0/8', '10.0.0.0/8', '100.64.0.0/10', '127.0.0.0/8', '169.254.0.0/16', '172.16.0.0/12'],
  ['192.0.0.0/24', '192.0.2.0/24', '192.31.196.0/24', '192.52.193.0/24', '192.88.99.0/24', '192.168.0.0/16'],
  ['192.175.48.0/24', '198.18.0.0/15', '198.51.100.0/24', '203.0.113.0/24', '240.0.0.0/4'],
  // Multicast, and the host agent of Azure
  ['224.0.0.0/4', '168.63.129.16/32'],
  // All but 2000::/3, in which global unicast addresses are
  ['::/3', '4000::/2', '8000::/1'],
  // https://www.iana.org/assignments/iana-ipv6-special-registry, inside of it
  ['2001::/23', '2001:db8::/32', '2002::/16', '2620:4f:8000::/48', '3fff::/20'],
].flat();

const ipv4 = fc.array(fc.nat({ max: 255 }), { minLength: 4, maxLength: 4 }).map((bytes) => bytes.join('.'));
const group = fc.oneof(fc.constantFrom(0, 1, 0xffff, 0xff9b, 0x2001, 0x2002, 0xdb8), fc.nat({ max: 0xffff }));
const ipv6 = fc
  .tuple(
    fc.oneof(group, fc.integer({ min: 0x2000, max: 0x3fff })),
    fc.array(group, { minLength: 7, maxLength: 7 }),
  )
  .map(([first, rest]) => [first, ...rest].map((value) => value.toString(16)).join(':'));

/** The first and the last address of a network and those beside them, where mistakes are. */
function edges(cidr: string): string[] {
  const [prefix, length] = cidr.split('/') as [string, string];
  const bits = isIPv6(prefix) ? 128n : 32n;
  const size = 1n << (bits - BigInt(length));
  const first = valueOf(prefix);
  return [first - 1n, first, first + size - 1n, first + size]
    .filter((value) => value >= 0n && value < 1n << bits)
    .map((value) => textOf(value, bits));
}

function valueOf(address: string): bigint {
  if (!isIPv6(address)) return address.split('.').reduce((value, byte) => (value << 8n) | BigInt(byte), 0n);
  const [head = '', tail = ''] = address.split('::') as [string, string?];
  const left = head === '' ? [] : head.split(':');
  const right = tail === '' ? [] : tail.split(':');
  const zeros = Array.from({ length: 8 - left.length - right.length }, () => '0');
  return [...left, ...zeros, ...right].reduce((value, part) => (value << 16n) | BigInt(`0x${part}`), 0n);
}

function textOf(value: bigint, bits: bigint): string {
  const [step, separator, base] = bits === 32n ? ([8n, '.', 10] as const) : ([16n, ':', 16] as const);
  const parts: string[] = [];
  for (let shift = bits - step; shift >= 0n; shift -= step)
    parts.push(((value >> shift) & ((1n << step) - 1n)).toString(base));
  return parts.join(separator);
}

/** Node's own matcher of networks, one list for each version: it holds IPv4-mapped addresses for IPv4. */
function oracle(cidrs: readonly string[]): (address: string) => boolean {
  const lists = { ipv4: new BlockList(), ipv6: new BlockList() };
  const versionOf = (address: string) => (isIPv6(address) ? 'ipv6' : 'ipv4');
  for (const cidr of cidrs) {
    const [prefix, length] = cidr.split('/') as [string, string];
    lists[versionOf(prefix)].addSubnet(prefix, Number(length), versionOf(prefix));
  }
  return (address) => lists[versionOf(address)].check(address, versionOf(address));
}

describe('isForbidden, judged by another implementation', () => {
  const isNotPublic = oracle(NOT_PUBLIC);

  it.each([
    ['IPv4', ipv4],
    ['IPv6', ipv6],
  ])('agrees on any address of %s', (_, arbitrary) => {
    fc.assert(
      fc.property(arbitrary, (address) => {
        expect([address, isForbidden(address, [])]).toEqual([address, isNotPublic(address)]);
      }),
      RUNS,
    );
  });

  it('agrees at the edges of every network', () => {
    const addresses = NOT_PUBLIC.flatMap(edges);
    expect(addresses.length).toBeGreaterThan(80);
    for (const address of addresses)
      expect([address, isForbidden(address, [])]).toEqual([address, isNotPublic(address)]);
  });

  it('agrees on what any allowed networks open', () => {
    const cidr = fc.oneof(
      fc.tuple(ipv4, fc.nat({ max: 32 })),
      fc.tuple(ipv6, fc.nat({ max: 128 })),
      fc.constantFrom(...NOT_PUBLIC).map((text) => text.split('/') as [string, string]),
    );
    const cidrs = fc.array(
      cidr.map((parts) => parts.join('/')),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(cidrs, fc.oneof(ipv4, ipv6), fc.nat(), (allowed, other, pick) => {
        const isOpened = oracle(allowed);
        const near = allowed.map((text) => text.split('/')[0]!).concat(allowed.flatMap(edges), other);
        const address = near[pick % near.length]!;
        const expected = isNotPublic(address) && !isOpened(address);
        expect([allowed, address, isForbidden(address, parseCidrs(allowed.join(',')))]).toEqual([
          allowed,
          address,
          expected,
        ]);
      }),
      RUNS,
    );
  });
});
