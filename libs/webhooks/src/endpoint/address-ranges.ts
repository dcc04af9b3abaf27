import ipaddr from 'ipaddr.js';

type Ranges<T> = Record<string, [T, number][]>;

const v4 = (...cidrs: readonly string[]) => cidrs.map((cidr) => ipaddr.IPv4.parseCIDR(cidr));
const v6 = (...cidrs: readonly string[]) => cidrs.map((cidr) => ipaddr.IPv6.parseCIDR(cidr));

/**
 * What of IPv4 is not the public internet: the IANA IPv4 Special-Purpose Address Registry (RFC 6890), multicast
 * (RFC 5771), and an address in public space that a cloud answers with metadata.
 */
export const FORBIDDEN_V4: Ranges<ipaddr.IPv4> = {
  unspecified: v4('0.0.0.0/8'),
  private: v4('10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16'),
  'carrier-grade NAT': v4('100.64.0.0/10'),
  loopback: v4('127.0.0.0/8'),
  'link-local or metadata': v4('169.254.0.0/16', '168.63.129.16/32'),
  reserved: v4('192.0.0.0/24', '192.31.196.0/24', '192.52.193.0/24', '192.175.48.0/24', '240.0.0.0/4'),
  documentation: v4('192.0.2.0/24', '198.51.100.0/24', '203.0.113.0/24'),
  '6to4': v4('192.88.99.0/24'),
  benchmarking: v4('198.18.0.0/15'),
  multicast: v4('224.0.0.0/4'),
};

/** Global unicast, the only part of IPv6 that IANA has given out to the public: all the rest is forbidden. */
export const GLOBAL_V6 = ipaddr.IPv6.parseCIDR('2000::/3');

/** Names for the best known networks outside of global unicast; what has none here is `reserved`. */
export const OUTSIDE_V6: Ranges<ipaddr.IPv6> = {
  'IPv4-mapped': v6('::ffff:0:0/96', '::ffff:0:0:0/96'),
  loopback: v6('::1/128'),
  'IPv4-compatible': v6('::/96'),
  NAT64: v6('64:ff9b::/96', '64:ff9b:1::/48'),
  private: v6('fc00::/7'),
  'link-local': v6('fe80::/10'),
  'site-local': v6('fec0::/10'),
  multicast: v6('ff00::/8'),
};

/** What inside of global unicast is special (IANA IPv6 Special-Purpose Address Registry), or wraps an IPv4 address. */
export const FORBIDDEN_V6: Ranges<ipaddr.IPv6> = {
  Teredo: v6('2001::/32'),
  documentation: v6('2001:db8::/32', '3fff::/20'),
  reserved: v6('2001::/23', '2620:4f:8000::/48'),
  '6to4': v6('2002::/16'),
};
