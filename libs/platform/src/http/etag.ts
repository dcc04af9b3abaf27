import { createHash } from 'node:crypto';
import { AnikaError } from '@anika/contracts';

/**
 * A strong entity tag (RFC 9110 8.8.3) for a thing with a time or number of its last change, or of the answer itself.
 *
 * @example etagOf(3) // '"N6qR…"'
 */
export function etagOf(version: Date | number | string | object): string {
  const text =
    version instanceof Date
      ? version.toISOString()
      : typeof version === 'object'
        ? JSON.stringify(version)
        : String(version);
  return `"${createHash('sha256').update(text).digest('base64url').slice(0, 16)}"`;
}

/**
 * Refuses a change of something that was changed since the caller read it.
 *
 * @param ifMatch the request's `If-Match`; without one, or with `*`, everything passes.
 * @throws {AnikaError} PRECONDITION_FAILED
 */
export function assertIfMatch(ifMatch: string | undefined, current: string): void {
  if (ifMatch === undefined || ifMatch.trim() === '*') return;
  const tags = ifMatch.split(',').map((tag) => tag.trim());
  if (!tags.includes(current)) throw new AnikaError('PRECONDITION_FAILED');
}

interface Reply {
  header(name: string, value: string): unknown;
}

/** Gives an answer the tag of what it says. @example return withEtag(reply, await this.users.get(identity, id)); */
export function withEtag<T extends object>(reply: Reply, answer: T): T {
  void reply.header('etag', etagOf(answer));
  return answer;
}
