import { randomBytes } from 'node:crypto';
import type { FastifyReply } from 'fastify';

const NONCE = '{{nonce}}';
const SETTINGS = /(<script type="application\/json" id="settings"[^>]*>)[\s\S]*?(<\/script>)/;

/** Everything from our own address; styles that are written at run time need the nonce of this answer. */
const policy = (nonce: string) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');

/** What the page knows without asking. */
export interface PortalSettings {
  readonly registration: boolean;
  readonly demoLogins: readonly unknown[];
}

/** Answers with the portal's page: its nonce is of this answer alone, so nobody may keep it. */
export function sendPortal(
  reply: FastifyReply,
  html: string,
  settings: PortalSettings,
  status = 200,
): FastifyReply {
  const nonce = randomBytes(16).toString('base64');
  return reply
    .status(status)
    .headers({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy(nonce),
      'cache-control': 'no-store',
    })
    .send(filled(html, nonce, settings));
}

/** The built page with the nonce and the settings of this platform in it. */
export function filled(html: string, nonce: string, settings: PortalSettings): string {
  // In a script element a `<` could begin its end.
  const json = JSON.stringify(settings).replaceAll('<', '\\u003c');
  return html
    .replace(SETTINGS, (_match, start: string, end: string) => `${start}${json}${end}`)
    .replaceAll(NONCE, nonce);
}
