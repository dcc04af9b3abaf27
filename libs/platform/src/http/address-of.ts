import type { FastifyRequest } from 'fastify';

/** The client's address: nginx sets X-Forwarded-For itself, whatever the client sent. */
export function addressOf(request: FastifyRequest): string {
  const header = request.headers['x-forwarded-for'];
  return typeof header === 'string' ? header : request.ip;
}
