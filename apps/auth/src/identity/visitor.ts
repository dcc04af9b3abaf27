import { type Locale, LOCALES } from '@anika/contracts';
import type { FastifyRequest } from 'fastify';

const MAX_USER_AGENT = 256;

/** Where a request comes from, as far as people want to be told of it afterwards. */
export interface Visitor {
  readonly address: string;
  readonly userAgent: string | null;
  readonly locale: Locale;
}

/** nginx sets X-Forwarded-For itself, whatever the client sent. */
export function visitorOf({ headers, ip }: FastifyRequest): Visitor {
  const forwarded = headers['x-forwarded-for'];
  return {
    address: typeof forwarded === 'string' ? forwarded : ip,
    userAgent: headers['user-agent']?.slice(0, MAX_USER_AGENT) ?? null,
    locale: localeOf(headers['accept-language']),
  };
}

/** The first language of `Accept-Language` that we write in (RFC 9110 section 12.5.4; browsers sort by preference), else English. */
function localeOf(header = ''): Locale {
  const languages = header.split(',').map((part) => part.trim().slice(0, 2).toLowerCase());
  return languages.find(isLocale) ?? 'en';
}

const isLocale = (text: string): text is Locale => (LOCALES as readonly string[]).includes(text);
