const NAME = /^[A-Za-z0-9!#$%&'*+.^_`|~-]+$/;
const VALUE = /^[\t\x20-\x7e]*$/;
const OWN_PREFIXES = ['content-', 'webhook-', 'anika-'];

/** Hop-by-hop headers (RFC 9110 section 7.6.1 and older proxies) and those that the HTTP client itself must set. */
const TRANSPORT = new Set([
  'host',
  'connection',
  'expect',
  'http2-settings',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
]);

/** `reserved`: the platform or the connection sets it. `twice`: given already, in another case. */
export type CustomHeaderReason = 'bad-name' | 'bad-value' | 'reserved' | 'twice';

export interface CustomHeaderProblem {
  /** The name as given. Values are secrets and never appear. */
  readonly name: string;
  readonly reason: CustomHeaderReason;
  /** One sentence for the person who set the header. */
  readonly message: string;
}

const MESSAGES: Record<CustomHeaderReason, string> = {
  'bad-name': "The name of a header is made of letters, digits and !#$%&'*+.^_`|~-",
  'bad-value': 'The value of a header is printable ASCII in one line.',
  reserved: 'This header is set by the platform or belongs to the connection.',
  twice: 'This header is given twice; upper and lower case are the same.',
};

/**
 * Checks the extra headers that a subscriber wants on its webhooks (names and values only; sizes are checked by the REST
 * schema).
 *
 * @returns what is wrong, at most one problem for each header; empty when all may be sent
 * @example validateCustomHeaders({ 'X-Key': 'a', Host: 'b' }); // [{ name: 'Host', reason: 'reserved', message: … }]
 */
export function validateCustomHeaders(
  headers: Readonly<Record<string, string>>,
): readonly CustomHeaderProblem[] {
  const seen = new Set<string>();
  return Object.entries(headers).flatMap(([name, value]) => {
    const lower = name.toLowerCase();
    const reason = reasonAgainst(lower, value) ?? (seen.has(lower) ? 'twice' : undefined);
    seen.add(lower);
    return reason === undefined ? [] : [{ name, reason, message: MESSAGES[reason] }];
  });
}

function reasonAgainst(name: string, value: string): CustomHeaderReason | undefined {
  if (!NAME.test(name)) return 'bad-name';
  if (TRANSPORT.has(name) || OWN_PREFIXES.some((prefix) => name.startsWith(prefix))) return 'reserved';
  return VALUE.test(value) ? undefined : 'bad-value';
}
