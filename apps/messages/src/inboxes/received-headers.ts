import {
  GATEWAY_SECRET_HEADER,
  IDENTITY_HEADERS,
  INTERNAL_SECRET_HEADER,
  REQUEST_ID_HEADER,
} from '@anika/contracts';
import type { IncomingHttpHeaders } from 'node:http';

/** What nginx sets, and what belongs to its connection to us. */
const NOT_THE_SENDERS: ReadonlySet<string> = new Set([
  GATEWAY_SECRET_HEADER,
  INTERNAL_SECRET_HEADER,
  REQUEST_ID_HEADER,
  ...Object.values(IDENTITY_HEADERS),
  'connection',
  'host',
]);

/** The headers as they were sent to the gateway, without ours. */
export function receivedHeaders(headers: IncomingHttpHeaders): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers)
      .filter(([name]) => !NOT_THE_SENDERS.has(name) && !name.startsWith('x-forwarded-'))
      .map(([name, value]) => [name, String(value)]),
  );
}
