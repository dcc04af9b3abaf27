import type { Identity } from '@anika/contracts';

/** What a strategy found: who it is, and until when the credential itself is valid (seconds since 1970). */
export interface Credential {
  readonly identity: Identity;
  readonly expiresAt?: number;
}

export const API_KEY_PREFIX = 'anika_';
export const SESSION_COOKIE = 'anika_session';

/** The value of our cookie in a `Cookie` header (RFC 6265 section 4.2.1). */
export function sessionCookieOf(header: string | undefined): string | undefined {
  return header
    ?.split(';')
    .map((pair) => pair.trim())
    .find((pair) => pair.startsWith(`${SESSION_COOKIE}=`))
    ?.slice(SESSION_COOKIE.length + 1);
}
