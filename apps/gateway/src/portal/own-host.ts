import type { FastifyReply, FastifyRequest } from 'fastify';

/**
 * Sends pages asked for under another name of this host (`localhost` for `127.0.0.1`) to the platform's own address: from the other one
 * the browser would send no cookie, and changes would be refused as those of another origin.
 */
export function ownHost(publicUrl: string) {
  const { hostname, origin } = new URL(publicUrl);
  return (request: FastifyRequest, reply: FastifyReply): FastifyReply | undefined => {
    if (!isPage(request) || request.hostname === hostname) return undefined;
    return reply.redirect(`${origin}${request.url}`, 302);
  };
}

/** Whether a person asks for a page, by its browser. */
export function isPage({ method, headers }: FastifyRequest): boolean {
  return (method === 'GET' || method === 'HEAD') && headers.accept?.includes('text/html') === true;
}
