import type { onSendAsyncHookHandler } from 'fastify';

const FOREIGN_FONTS = /<link[^>]*href="https:\/\/fonts\.[^>]*>\s*/g;

/** Bull Board's page asks a stranger for its fonts, which our policy blocks and the browser's console tells: it has those of the system. */
export const withoutForeignFonts: onSendAsyncHookHandler = async (_request, reply, payload) => {
  const isPage = String(reply.getHeader('content-type')).startsWith('text/html');
  return isPage && typeof payload === 'string' ? payload.replaceAll(FOREIGN_FONTS, '') : payload;
};
