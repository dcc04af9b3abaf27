import { AnikaError, Identity, IDENTITY_HEADERS } from '@anika/contracts';
import type { FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by AccessGuard for every route that needs a credential. */
    identity?: Identity;
  }
}

/**
 * Who the request is, from the headers that nginx set.
 *
 * @throws {AnikaError} UNAUTHENTICATED when they are missing or incomplete.
 */
export function identityOf(request: FastifyRequest): Identity {
  const header = (name: string): string | undefined => {
    const value = request.headers[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
  const parsed = Identity.safeParse({
    userId: header(IDENTITY_HEADERS.userId),
    partnerId: header(IDENTITY_HEADERS.partnerId),
    role: header(IDENTITY_HEADERS.role),
    scopes: header(IDENTITY_HEADERS.scopes)?.split(' ') ?? [],
    credential: header(IDENTITY_HEADERS.credential),
    credentialId: header(IDENTITY_HEADERS.credentialId),
  });
  if (!parsed.success) throw new AnikaError('UNAUTHENTICATED');
  return parsed.data;
}
