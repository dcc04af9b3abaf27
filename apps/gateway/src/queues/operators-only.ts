import { AnikaError, type Identity } from '@anika/contracts';
import { identityOf } from '@anika/identity';
import type { FastifyRequest } from 'fastify';
import type { Check } from '../pages/guarded';
import { html } from '../pages/html';
import { sendPage } from '../pages/page';

const READING = new Set(['GET', 'HEAD']);

/** Lets operators read. Others are refused as suits them: people by a page, programs by a problem document. */
export const operatorsOnly: Check = (request, reply) => {
  const identity = identified(request);
  if (identity?.role === 'operator') {
    if (READING.has(request.method)) return undefined;
    throw new AnikaError('METHOD_NOT_ALLOWED', { headers: { allow: 'GET, HEAD' } });
  }
  const isPage = request.method === 'GET' && request.headers.accept?.includes('text/html') === true;
  if (!identity) {
    if (isPage) return reply.redirect(signInPage(request.url), 302);
    throw new AnikaError('UNAUTHENTICATED');
  }
  if (!isPage) throw new AnikaError('FORBIDDEN', { detail: 'This needs the role operator.' });
  return sendPage(reply, {
    status: 403,
    title: 'Not allowed',
    main: html`
      <h1>For operators only</h1>
      <p lang="ru" class="subtitle">Только для операторов</p>
      <p>You are signed in, but the queues are open to operators of the platform alone.</p>
      <p><a class="button" href="${signInPage(request.url)}">Sign in as somebody else</a></p>
    `,
  });
};

function signInPage(next: string): string {
  return `/sign-in?next=${encodeURIComponent(next)}`;
}

function identified(request: FastifyRequest): Identity | undefined {
  try {
    return identityOf(request);
  } catch (error) {
    if (error instanceof AnikaError) return undefined;
    throw error;
  }
}
