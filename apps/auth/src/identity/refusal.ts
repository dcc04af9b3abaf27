import type { IncomingHttpHeaders } from 'node:http';
import { AnikaError, type ErrorCode, ERRORS, PROBLEM_CODE_HEADER } from '@anika/contracts';
import { sessionCookieOf } from './credential';

/** Why nobody was recognised: nothing was sent, the access token is over, or what was sent is not valid. */
export function refusalOf(headers: IncomingHttpHeaders, failures: unknown): AnikaError {
  const code = codeOf(headers, failures);
  return new AnikaError(code, {
    headers: { 'www-authenticate': challengeOf(code), [PROBLEM_CODE_HEADER]: code },
  });
}

function codeOf(headers: IncomingHttpHeaders, failures: unknown): ErrorCode {
  if (!hasCredential(headers)) return 'UNAUTHENTICATED';
  const expired = [failures]
    .flat()
    .some((failure) => (failure as Error | null)?.name === 'TokenExpiredError');
  return expired ? 'TOKEN_EXPIRED' : 'CREDENTIAL_INVALID';
}

/** Another scheme than Bearer counts as none (RFC 6750 section 3.1). */
function hasCredential({ authorization, cookie }: IncomingHttpHeaders): boolean {
  return authorization === undefined
    ? sessionCookieOf(cookie) !== undefined
    : /^Bearer +\S/i.test(authorization);
}

function challengeOf(code: ErrorCode): string {
  const realm = 'Bearer realm="anika"';
  if (code === 'UNAUTHENTICATED') return realm;
  return `${realm}, error="invalid_token", error_description="${ERRORS[code].title}"`;
}
