import { INBOX_PATH, INBOX_TOKEN } from '@anika/contracts';
import { EndpointError } from './endpoint-error';

/** The platform's own address, of which endpoints may be nothing but a test inbox. */
export interface PlatformAddress {
  /** As users see it. */
  readonly publicUrl: string;
  /** By which the gateway is reached from here, where `publicUrl` is not. */
  readonly inboxOrigin?: string;
}

/**
 * Whether the URL is a test inbox of the platform's own: that one may be called wherever it is, also by http or at a private address,
 * as its address is the operator's and not the caller's choice.
 *
 * @param url as the URL parser has normalised it
 * @throws EndpointError `platform` for every other address of the platform: a webhook must not call our own API
 * @example isInbox(new URL('http://127.0.0.1:8080/inbox/dGhlIHRva2VuIG9mIDE2IA'), { publicUrl: 'http://127.0.0.1:8080' }); // true
 */
export function isInbox(url: URL, platform: PlatformAddress | undefined): boolean {
  if (platform === undefined || url.origin !== new URL(platform.publicUrl).origin) return false;
  // Nothing before or after the token: no other path, query or spelling.
  const path = url.href.slice(url.origin.length);
  if (path.startsWith(INBOX_PATH) && INBOX_TOKEN.test(path.slice(INBOX_PATH.length))) return true;
  throw new EndpointError('platform', 'Of the platform itself, only a test inbox can be an endpoint.');
}
