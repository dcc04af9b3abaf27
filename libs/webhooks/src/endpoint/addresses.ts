import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';
import { FORBIDDEN_V4, FORBIDDEN_V6, GLOBAL_V6, OUTSIDE_V6 } from './address-ranges';
import { EndpointError } from './endpoint-error';

const PUBLIC = 'public';
/** ipaddr.js takes ::1.2.3.4 for ::ffff:1.2.3.4, which is another address. */
const COMPATIBLE = /^::\d+\./;

/** A network: its address and the length of its prefix. */
export type Cidr = readonly [ipaddr.IPv4 | ipaddr.IPv6, number];

/**
 * Reads the networks that are opened to endpoints although they are not public.
 *
 * @param text networks or single addresses separated by commas; empty: none
 * @throws RangeError that names the entry
 * @example parseCidrs('127.0.0.0/8, fd00::/8, 10.1.2.3');
 */
export function parseCidrs(text: string): readonly Cidr[] {
  return text
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '')
    .map((entry) => {
      const [address = '', prefix] = entry.split('/');
      // ipaddr.js alone would also take octal, hex and shortened IPv4 forms.
      const version = isIP(address);
      const cidr = prefix === undefined ? `${address}/${version === 4 ? 32 : 128}` : entry;
      if (version === 0 || address.includes('%') || COMPATIBLE.test(address) || !ipaddr.isValidCIDR(cidr)) {
        throw new RangeError(`"${entry}" is not a network such as 10.0.0.0/8 or fd00::/8.`);
      }
      return ipaddr.parseCIDR(cidr);
    });
}

/**
 * Whether webhooks must not go to this address: it is not of the public internet (private, loopback, link-local, CGNAT,
 * multicast, reserved, documentation, metadata, or an IPv6 address that wraps an IPv4 one) and no allowed network holds it.
 * Anything that is not a plain IP address is forbidden.
 *
 * @param address IPv4 in four decimal parts, or IPv6 without a zone
 * @example isForbidden('10.0.0.1', []); // true
 * @example isForbidden('10.0.0.1', parseCidrs('10.0.0.0/24')); // false
 */
export function isForbidden(address: string, allowedCidrs: readonly Cidr[]): boolean {
  return forbiddenNetwork(address, allowedCidrs) !== undefined;
}

/**
 * Lets a host's addresses pass only if **every** one is allowed: a name with one public and one private address is refused.
 *
 * @returns the same addresses
 * @throws EndpointError `address` that names the kind of network, or `dns` when there is no address
 */
export function vetAddresses(addresses: readonly string[], allowedCidrs: readonly Cidr[]): readonly string[] {
  if (addresses.length === 0) throw new EndpointError('dns', 'The host name has no address.');
  for (const address of addresses) {
    const network = forbiddenNetwork(address, allowedCidrs);
    if (network !== undefined) {
      throw new EndpointError(
        'address',
        `The host has an address of a network that is not allowed: ${network}.`,
      );
    }
  }
  return addresses;
}

function forbiddenNetwork(address: string, allowedCidrs: readonly Cidr[]): string | undefined {
  if (isIP(address) === 0) return 'not an IP address';
  if (address.includes('%')) return 'link-local';
  const ip = ipaddr.parse(address);
  const network =
    ip instanceof ipaddr.IPv4 ? ipaddr.subnetMatch(ip, FORBIDDEN_V4, PUBLIC) : networkOfV6(ip as ipaddr.IPv6);
  if (network === PUBLIC) return undefined;
  const allowed = allowedCidrs.some(([range, bits]) => ip.kind() === range.kind() && ip.match(range, bits));
  return allowed ? undefined : network;
}

function networkOfV6(ip: ipaddr.IPv6): string {
  if (!ip.match(...GLOBAL_V6)) return ipaddr.subnetMatch(ip, OUTSIDE_V6, 'reserved');
  return ipaddr.subnetMatch(ip, FORBIDDEN_V6, PUBLIC);
}
