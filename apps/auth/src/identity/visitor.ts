import { type Locale, LOCALES } from '@anika/contracts';
import { type AuditOrigin, originOf } from '@anika/platform';
import type { FastifyRequest } from 'fastify';

/** Where a request comes from, as far as people want to be told of it afterwards. */
export interface Visitor extends AuditOrigin {
  readonly locale: Locale;
}

export function visitorOf(request: FastifyRequest): Visitor {
  return { ...originOf(request), locale: localeOf(request.headers['accept-language']) };
}

/** The first language of `Accept-Language` that we write in (RFC 9110 section 12.5.4; browsers sort by preference), else English. */
function localeOf(header = ''): Locale {
  const languages = header.split(',').map((part) => part.trim().slice(0, 2).toLowerCase());
  return languages.find(isLocale) ?? 'en';
}

const isLocale = (text: string): text is Locale => (LOCALES as readonly string[]).includes(text);
