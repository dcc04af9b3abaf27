import { isIP } from 'node:net';
import { type Cidr, vetAddresses } from './addresses';
import { EndpointError } from './endpoint-error';
import { isInbox, type PlatformAddress } from './platform-address';

const MAX_LENGTH = 2048;
const HOST_NAME =
  /^(?=.{1,253}$)[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?)*$/;
// The URL parser drops or turns these round silently: what a person reads would not be what is called.
const DECEPTIVE = /[\s\\]|\p{Cc}/u;

/** Ports from 1024 on that the fetch standard blocks, as other protocols could be tricked there ("Port blocking"). */
const BAD_PORTS = new Set([
  1719, 1720, 1723, 2049, 3659, 4045, 4190, 5060, 5061, 6000, 6566, 6665, 6666, 6667, 6668, 6669, 6679, 6697,
  10080,
]);

export interface EndpointPolicy {
  /** Networks opened although they are not public (`parseCidrs`). */
  readonly allowedCidrs: readonly Cidr[];
  /** Whether http is allowed beside https. */
  readonly allowHttp: boolean;
  /** Our own address; without it, it is like any other. */
  readonly platform?: PlatformAddress;
}

/** An endpoint that the policy allows, in the one form in which it is called. */
export interface Endpoint {
  /** The normalised URL. */
  readonly url: string;
  /** Scheme, host and port: `https://api.example:8443`. */
  readonly origin: string;
  /** Path and query. */
  readonly path: string;
  /** In lower case, IDN as punycode, no trailing dot; an IP address without brackets. */
  readonly hostname: string;
  /** Whether `hostname` is an IP address, which has been vetted then. */
  readonly literal: boolean;
  /** A test inbox of the platform's own: its address is not vetted. */
  readonly isInbox?: true;
}

/**
 * Checks the URL of an endpoint against the policy, all but the addresses of a host name: those need `EndpointResolver`.
 * Refused: other schemes than https (and http if allowed), user names and passwords, fragments, ports below 1024 but 80 and
 * 443, ports blocked by the fetch standard, literal addresses of forbidden networks in any spelling (octal, hex, one number,
 * trailing dot: the URL parser writes them all as four decimal parts).
 *
 * @throws EndpointError that says what is refused
 * @example parseEndpoint('https://Банк.example./hook?a=1', { allowHttp: false, allowedCidrs: [] }).url;
 * // 'https://xn--80ab2al.example/hook?a=1'
 */
export function parseEndpoint(text: string, policy: EndpointPolicy): Endpoint {
  const url = parse(text);
  if (url.username !== '' || url.password !== '') {
    throw new EndpointError(
      'userinfo',
      'The URL of an endpoint has no user name or password; use a header instead.',
    );
  }
  if (text.includes('#')) throw new EndpointError('fragment', 'The URL of an endpoint has no fragment (#…).');
  if (url.hostname.endsWith('.')) url.hostname = url.hostname.slice(0, -1);
  if (isInbox(url, policy.platform)) return inboxEndpoint(url, policy.platform?.inboxOrigin ?? url.origin);
  checkScheme(url, policy);
  const hostname = hostnameOf(url);
  const literal = isIP(hostname) !== 0;
  if (!literal && !HOST_NAME.test(hostname))
    throw new EndpointError('host', 'The host of the URL is not a valid name.');
  checkPort(url);
  if (literal) vetAddresses([hostname], policy.allowedCidrs);
  return { url: url.href, origin: url.origin, path: url.pathname + url.search, hostname, literal };
}

function inboxEndpoint(url: URL, via: string): Endpoint {
  const { origin } = new URL(via);
  const hostname = hostnameOf(new URL(via));
  return {
    url: url.href,
    origin,
    path: url.pathname,
    hostname,
    literal: isIP(hostname) !== 0,
    isInbox: true,
  };
}

function hostnameOf({ hostname }: URL): string {
  return hostname.startsWith('[') ? hostname.slice(1, -1) : hostname;
}

function checkScheme({ protocol }: URL, { allowHttp }: EndpointPolicy): void {
  if (protocol === 'https:' || (protocol === 'http:' && allowHttp)) return;
  throw new EndpointError(
    'scheme',
    `The URL of an endpoint begins with https://${allowHttp ? ' or http://' : ''}.`,
  );
}

function parse(text: string): URL {
  if (text.length > MAX_LENGTH || DECEPTIVE.test(text)) {
    throw new EndpointError(
      'url',
      `A URL has at most ${MAX_LENGTH} characters, and no blanks or backslashes.`,
    );
  }
  try {
    return new URL(text);
  } catch {
    throw new EndpointError('url', 'This is not a valid URL.');
  }
}

function checkPort(url: URL): void {
  if (url.port === '') return;
  const port = Number(url.port);
  const allowed = port === 80 || port === 443 || (port >= 1024 && !BAD_PORTS.has(port));
  if (!allowed) throw new EndpointError('port', `Port ${port} is not allowed for an endpoint.`);
}
