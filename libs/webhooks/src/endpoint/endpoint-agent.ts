import { createSecureContext, rootCertificates } from 'node:tls';
import { LRUCache } from 'lru-cache';
import { buildConnector } from 'undici';
import { parseCidrs } from './addresses';
import { type Connection, Connections } from './connections';
import { EndpointResolver } from './endpoint-resolver';
import { type Endpoint, type EndpointPolicy, parseEndpoint } from './parse-endpoint';

const MAX_PARSED = 10_000;

export interface EndpointAgentOptions {
  readonly policy: EndpointPolicy;
  /** Default: one by the policy, with the machine's name servers. */
  readonly resolver?: EndpointResolver;
  /** Until a connection stands, TLS included, in ms; default 5000. */
  readonly connectMs?: number;
  /** How long an idle connection is kept when the endpoint does not say, in ms; default 4000, below servers' common 5 s. */
  readonly keepAliveMs?: number;
  /** Most bytes of an answer's headers; default 16384. */
  readonly maxHeaderBytes?: number;
  /** PEM certificates trusted beside the usual ones, for closed networks. */
  readonly ca?: readonly string[];
}

/**
 * Keep-alive connections to endpoints, each **pinned to a vetted address** while SNI, certificate check and `host` header
 * keep the name. An attempt takes a connection to an address that is vetted now: one to an address that is no longer in
 * the vetted answer is not used again and closes when idle. There is no limit on connections and no queue: who limits the
 * attempts in flight (for each subscription and in all) limits them.
 *
 * @example
 * const agent = new EndpointAgent({ policy: { allowHttp: false, allowedCidrs: [] } });
 * await sendAttempt({ url, headers, body, dispatcher: agent });
 */
export class EndpointAgent {
  private readonly policy: EndpointPolicy;
  private readonly resolver: EndpointResolver;
  /** For our own inboxes, wherever they are. */
  private readonly inboxResolver = new EndpointResolver({ allowedCidrs: parseCidrs('0.0.0.0/0, ::/0') });
  private readonly connections: Connections;
  private readonly parsed = new LRUCache<string, Endpoint>({ max: MAX_PARSED });

  constructor(options: EndpointAgentOptions) {
    const { policy, connectMs = 5_000, keepAliveMs = 4_000, maxHeaderBytes = 16_384, ca } = options;
    this.policy = policy;
    this.resolver = options.resolver ?? new EndpointResolver({ allowedCidrs: policy.allowedCidrs });
    // One context for all: made anew for each connection it would read all root certificates again.
    const secureContext = createSecureContext(ca === undefined ? {} : { ca: [...rootCertificates, ...ca] });
    const connector = buildConnector({ secureContext, timeout: connectMs, maxCachedSessions: 1_000 });
    this.connections = new Connections(connector, {
      keepAliveTimeout: keepAliveMs,
      keepAliveMaxTimeout: 60_000,
      maxHeaderSize: maxHeaderBytes,
      // An attempt has one timer over all of its parts.
      headersTimeout: 0,
      bodyTimeout: 0,
    });
  }

  /**
   * `parseEndpoint` by this agent's policy, remembered.
   *
   * @throws EndpointError
   */
  endpoint(url: string): Endpoint {
    const known = this.parsed.get(url);
    if (known !== undefined) return known;
    const endpoint = parseEndpoint(url, this.policy);
    this.parsed.set(url, endpoint);
    return endpoint;
  }

  /**
   * The addresses that are vetted now, in the order to try them; no DNS for a literal address.
   *
   * @throws EndpointError `dns` or `address`
   */
  addresses(endpoint: Endpoint): readonly string[] | Promise<readonly string[]> {
    return endpoint.literal ? [endpoint.hostname] : this.resolverOf(endpoint).resolve(endpoint.hostname);
  }

  /** Tries this address last from now on, as it takes no connections. */
  demote(endpoint: Endpoint, address: string): void {
    if (!endpoint.literal) this.resolverOf(endpoint).demote(endpoint.hostname, address);
  }

  /** A connection to this endpoint's origin at one of its vetted addresses, until `giveBack` or `drop`. */
  take(endpoint: Endpoint, address: string): Connection {
    return this.connections.take(endpoint.origin, address);
  }

  /** Gives a connection back whose request is over. */
  giveBack(connection: Connection): void {
    this.connections.giveBack(connection);
  }

  /** Closes a connection whose request is to be cut off. */
  drop(connection: Connection): void {
    this.connections.drop(connection);
  }

  private resolverOf({ isInbox }: Endpoint): EndpointResolver {
    return isInbox ? this.inboxResolver : this.resolver;
  }

  /** Number of connections, idle ones included. */
  get size(): number {
    return this.connections.size;
  }

  /** Waits for the attempts on the wire and closes all connections. */
  close(): Promise<void> {
    return this.connections.close();
  }
}
