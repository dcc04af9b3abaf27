import { promises as dns, type RecordWithTtl } from 'node:dns';
import { performance } from 'node:perf_hooks';
import { LRUCache } from 'lru-cache';
import { type Cidr, vetAddresses } from './addresses';
import { EndpointError } from './endpoint-error';

const TIMEOUT = 2_000;
const MIN_TTL = 1;
const MAX_TTL = 60;
const FAILURE_TTL = 5;
const MAX_HOSTS = 10_000;

export interface EndpointResolverOptions {
  /** Networks opened although they are not public. */
  readonly allowedCidrs: readonly Cidr[];
  /** Name servers, `address:port`; default: those of the machine. */
  readonly servers?: readonly string[];
  /** For one look-up, in ms; default 2000. */
  readonly timeoutMs?: number;
  /** A clock in ms that never goes back; default `performance.now`. */
  readonly now?: () => number;
}

interface Entry {
  until: number;
  addresses: Promise<readonly string[]>;
}

/**
 * Finds and vets the addresses of host names by DNS alone (A and AAAA together, by c-ares: no thread pool, no hosts file).
 * Answers are kept for their TTL, 1 to 60 s, failures for 5 s; parallel questions for one name are asked once.
 *
 * @example await new EndpointResolver({ allowedCidrs: [] }).resolve('api.example'); // ['93.184.215.14', '2606:2800:…']
 */
export class EndpointResolver {
  private readonly cache = new LRUCache<string, Entry>({ max: MAX_HOSTS });
  private readonly dns: dns.Resolver;
  private readonly allowedCidrs: readonly Cidr[];
  private readonly timeoutMs: number;
  private readonly now: () => number;

  constructor({
    allowedCidrs,
    servers,
    timeoutMs = TIMEOUT,
    now = () => performance.now(),
  }: EndpointResolverOptions) {
    this.allowedCidrs = allowedCidrs;
    this.timeoutMs = timeoutMs;
    this.now = now;
    this.dns = new dns.Resolver({ timeout: timeoutMs, tries: 1 });
    if (servers !== undefined) this.dns.setServers(servers);
  }

  /**
   * The vetted addresses of a host name, in the order in which to try them: IPv4 first.
   *
   * @param hostname a name as `parseEndpoint` gives it, not an address
   * @throws EndpointError `dns` (not found, or no answer in time) or `address` (any of them is forbidden)
   */
  resolve(hostname: string): Promise<readonly string[]> {
    const known = this.cache.get(hostname);
    if (known !== undefined && this.now() < known.until) return known.addresses;
    const entry: Entry = { until: Number.POSITIVE_INFINITY, addresses: Promise.resolve([]) };
    entry.addresses = this.find(hostname, entry);
    this.cache.set(hostname, entry);
    return entry.addresses;
  }

  /** Puts an address that takes no connections last, for as long as the answer is kept. */
  demote(hostname: string, address: string): void {
    const entry = this.cache.peek(hostname);
    if (entry === undefined) return;
    entry.addresses = entry.addresses.then((addresses) =>
      addresses.includes(address) ? [...addresses.filter((other) => other !== address), address] : addresses,
    );
    // The caller of resolve is told of a failure; nobody waits for this copy.
    entry.addresses.catch(() => undefined);
  }

  private async find(hostname: string, entry: Entry): Promise<readonly string[]> {
    let ttl = FAILURE_TTL;
    try {
      const records = await this.lookup(hostname);
      const addresses = records.map(({ address }) => address);
      vetAddresses(addresses, this.allowedCidrs);
      ttl = Math.max(MIN_TTL, Math.min(MAX_TTL, ...records.map((record) => record.ttl)));
      return addresses;
    } finally {
      entry.until = this.now() + ttl * 1000;
    }
  }

  private async lookup(hostname: string): Promise<readonly RecordWithTtl[]> {
    // RFC 6761 section 6.3: these names are loopback and never asked for.
    if (hostname === 'localhost' || hostname.endsWith('.localhost'))
      return [{ address: '127.0.0.1', ttl: MAX_TTL }];
    // The time limit of c-ares is for one server, of which there may be several.
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new EndpointError('dns', NO_ANSWER)), this.timeoutMs);
    });
    const answers = await Promise.allSettled([
      Promise.race([this.dns.resolve4(hostname, { ttl: true }), late]),
      Promise.race([this.dns.resolve6(hostname, { ttl: true }), late]),
    ]);
    clearTimeout(timer);
    const records = answers.flatMap((answer) => (answer.status === 'fulfilled' ? answer.value : []));
    if (records.length > 0) return records;
    throw failureOf(answers);
  }
}

const NO_ANSWER = 'The name servers gave no answer for the host name.';

function failureOf(answers: readonly PromiseSettledResult<unknown>[]): EndpointError {
  const codes = answers.map((answer) => (answer.status === 'rejected' ? codeOf(answer.reason) : ''));
  if (codes.includes('ENOTFOUND')) return new EndpointError('dns', 'The host name does not exist.');
  if (codes.every((code) => code === 'ENODATA'))
    return new EndpointError('dns', 'The host name has no address.');
  return new EndpointError('dns', NO_ANSWER);
}

function codeOf(error: unknown): string {
  return String((error as NodeJS.ErrnoException).code ?? '');
}
