import { Attempt } from './attempt';
import type { AttemptOptions, AttemptResult } from './attempt-types';

/**
 * Makes one attempt: POSTs a body to an endpoint that the policy allows, at a vetted address, and says how it went. Never
 * throws, follows no redirect, repeats nothing: another address of the host is tried only if no connection came about.
 *
 * - Success is a whole answer with a status of 2xx, or the first 64 KiB of one: more is not read.
 * - The time limit is over all of it: DNS, connection, request, headers and body of the answer.
 * - A status other than 2xx decides even if the rest of that answer is missing.
 *
 * @example
 * const agent = new EndpointAgent({ policy });
 * const result = await sendAttempt({ url, headers: { 'content-type': 'application/json', … }, body, dispatcher: agent });
 * // { outcome: 'failure', statusCode: 500, error: { class: 'status-5xx', message: '…' }, response: 'oops', durationMs: 12.3 }
 */
export function sendAttempt(options: AttemptOptions): Promise<AttemptResult> {
  return new Promise((resolve) => new Attempt(options, resolve).start());
}
