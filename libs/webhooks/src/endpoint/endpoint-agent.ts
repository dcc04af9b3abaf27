import { createSecureContext, rootCertificates } from 'node:tls';
import { LRUCache } from 'lru-cache';
import { buildConnector, type Dispatcher, Pool } from 'undici';
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
  /**
   * Connections to one address of an origin; default 1000, the slots of a process: it is the caller who limits a
   * subscription, as attempts that queue here for a silent one would count against others at the same origin.
   */
  readonly connections?: number;
  /** Most bytes of an answer's headers; default 16384. */
  readonly maxHeaderBytes?: number;
  /** PEM certificates trusted beside the usual ones, for closed networks. */
  readonly ca?: readonly string[];
}

/**
 * Keep-alive connections to endpoints, each **pinned to a vetted address** while SNI, certificate check and `host` header
 * keep the name. There is one pool for each origin and address, and an attempt takes the pool of an address that is vetted
 * now: a connection to an address that is no longer in the vetted answer is not used again and closes when idle.
 *
 * @example
 * const agent = new EndpointAgent({ policy: { allowHttp: false, allowedCidrs: [] } });
 * const endpoint = agent.endpoint('https://api.example/hook');
 * const [address] = await agent.addresses(endpoint);
 * agent.pool(endpoint, address).dispatch({ … }, handler);
 */
export class EndpointAgent {
  private readonly policy: EndpointPolicy;
  private readonly resolver: EndpointResolver;
  private readonly connect: buildConnector.connector;
  private readonly poolOptions: Pool.Options;
  private readonly parsed = new LRUCache<string, Endpoint>({ max: MAX_PARSED });
  private readonly pools = new Map<string, Pool>();

  constructor(options: EndpointAgentOptions) {
    const {
      policy,
      connectMs = 5_000,
      keepAliveMs = 4_000,
      connections = 1_000,
      maxHeaderBytes = 16_384,
      ca,
    } = options;
    this.policy = policy;
    this.resolver = options.resolver ?? new EndpointResolver({ allowedCidrs: policy.allowedCidrs });
    // One context for all: made anew for each connection it would read all root certificates again.
    const secureContext = createSecureContext(ca === undefined ? {} : { ca: [...rootCertificates, ...ca] });
    this.connect = buildConnector({ secureContext, timeout: connectMs, maxCachedSessions: 1_000 });
    this.poolOptions = {
      connections,
      pipelining: 1,
      keepAliveTimeout: keepAliveMs,
      keepAliveMaxTimeout: 60_000,
      maxHeaderSize: maxHeaderBytes,
      // An attempt has one timer over all of its parts.
      headersTimeout: 0,
      bodyTimeout: 0,
    };
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
    return endpoint.literal ? [endpoint.hostname] : this.resolver.resolve(endpoint.hostname);
  }

  /** Tries this address last from now on, as it takes no connections. */
  demote(endpoint: Endpoint, address: string): void {
    if (!endpoint.literal) this.resolver.demote(endpoint.hostname, address);
  }

  /** The pool of connections to this endpoint's origin at one of its vetted addresses. */
  pool(endpoint: Endpoint, address: string): Dispatcher {
    const key = `${endpoint.origin} ${address}`;
    return this.pools.get(key) ?? this.openPool(key, endpoint.origin, address);
  }

  /** Number of pools, idle ones included. */
  get size(): number {
    return this.pools.size;
  }

  /** Waits for the attempts on the wire and closes all connections. */
  async close(): Promise<void> {
    const pools = [...this.pools.values()];
    this.pools.clear();
    await Promise.all(pools.map((pool) => pool.close()));
  }

  private openPool(key: string, origin: string, address: string): Pool {
    const connect: buildConnector.connector = (options, callback) =>
      this.connect({ ...options, hostname: address }, callback);
    const pool = new Pool(origin, { ...this.poolOptions, connect });
    const dropWhenIdle = () => {
      const { connected, size } = pool.stats;
      if (connected > 0 || size > 0 || this.pools.get(key) !== pool) return;
      this.pools.delete(key);
      void pool.close();
    };
    pool.on('disconnect', dropWhenIdle).on('connectionError', dropWhenIdle);
    this.pools.set(key, pool);
    return pool;
  }
}
