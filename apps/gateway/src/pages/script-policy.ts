import { createHash } from 'node:crypto';
import type { onSendAsyncHookHandler } from 'fastify';

const INLINE_SCRIPT = /<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g;

/**
 * A Content-Security-Policy for a page of a tool that writes a script into it: exactly those scripts run, by their hashes, and
 * nothing is asked of other hosts. Such tools also write styles at run time.
 */
export function scriptPolicy(page: string): string {
  const hashes = [...page.matchAll(INLINE_SCRIPT)].map(
    ([, script = '']) => `'sha256-${createHash('sha256').update(script).digest('base64')}'`,
  );
  return [
    "default-src 'none'",
    `script-src ${["'self'", ...hashes].join(' ')}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'self'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** Puts that policy on the pages of a scope that have none. */
export const withScriptPolicy: onSendAsyncHookHandler = async (_request, reply, payload) => {
  if (reply.hasHeader('content-security-policy')) return payload;
  if (typeof payload === 'string' && String(reply.getHeader('content-type')).startsWith('text/html')) {
    void reply.headers({ 'content-security-policy': scriptPolicy(payload), 'cache-control': 'no-cache' });
  }
  return payload;
};
