const REDACTED = '[redacted]';
const SIGNATURE = 'webhook-signature';

type Headers = Readonly<Record<string, string>>;

/** The headers of a request as its subscriber may see them again: the values of its own are secrets, and so is a signature. */
export function shownHeaders(sent: Headers, custom: Headers): Record<string, string> {
  const hidden = new Set([SIGNATURE, ...Object.keys(custom).map((name) => name.toLowerCase())]);
  return Object.fromEntries(
    Object.entries(sent).map(([name, value]) => [name, hidden.has(name.toLowerCase()) ? REDACTED : value]),
  );
}
