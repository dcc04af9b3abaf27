import type { Locale } from '@anika/contracts';
import { type AuditOrigin, localeOf, originOf } from '@anika/platform';
import type { FastifyRequest } from 'fastify';

/** Where a request comes from, as far as people want to be told of it afterwards. */
export interface Visitor extends AuditOrigin {
  readonly locale: Locale;
}

export function visitorOf(request: FastifyRequest): Visitor {
  return { ...originOf(request), locale: localeOf(request.headers['accept-language']) };
}
