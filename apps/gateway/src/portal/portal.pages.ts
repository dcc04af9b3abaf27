import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AnikaError } from '@anika/contracts';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply } from 'fastify';
import type { GatewayConfig } from '../gateway.config';
import { PORTAL_ADDRESSES } from './addresses';
import { demoLogins } from './demo-logins';
import { portalHtml } from './portal-html';
import { sendPortal } from './portal-page';

/** The bundle lies beside that of this app: dist/apps/portal. */
const BUILT = join(__dirname, '..', 'portal');
const FILES = { 'icon.svg': 'image/svg+xml', 'color-scheme.js': 'text/javascript; charset=utf-8' };

/** Answers with the portal's page, whose router says the rest. */
export type SendPortal = (reply: FastifyReply, status?: number) => Promise<FastifyReply>;

export async function readPortal(config: GatewayConfig): Promise<SendPortal> {
  const html = await portalHtml(join(BUILT, 'index.html'));
  const registration = config.REGISTRATION === 'open';
  return async (reply, status) =>
    sendPortal(reply, await html(), { registration, demoLogins: await demoLogins(config.DEMO_FILE) }, status);
}

/** The web app (apps/portal): its page at each of its addresses, its files below `/assets`. */
export async function portalPages(fastify: FastifyInstance, send: SendPortal): Promise<void> {
  for (const address of PORTAL_ADDRESSES) fastify.get(address, (_request, reply) => send(reply));
  await fastify.register(portalFiles, { prefix: '/assets' });
  for (const [file, type] of Object.entries(FILES)) {
    const content = await readFile(join(BUILT, file));
    fastify.get(`/${file}`, (_request, reply) =>
      reply.type(type).header('cache-control', 'public, max-age=300').send(content),
    );
  }
}

/** What Vite has built. A file that is not there is 404, never the page: a tab of an older version must notice. */
async function portalFiles(scope: FastifyInstance): Promise<void> {
  scope.setNotFoundHandler(() => {
    throw new AnikaError('NOT_FOUND', { detail: 'There is no such file.' });
  });
  await scope.register(fastifyStatic, {
    root: join(BUILT, 'assets'),
    index: false,
    // The names have hashes of their contents in them.
    immutable: true,
    maxAge: '1y',
  });
}
