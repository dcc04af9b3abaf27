import { type Locale, LOCALES } from '@anika/contracts';

/**
 * The first language of `Accept-Language` that we write in (RFC 9110 section 12.5.4; browsers sort by preference), else English.
 *
 * @example localeOf('de-DE,ru;q=0.8,en;q=0.7') // 'ru'
 */
export function localeOf(header = ''): Locale {
  const languages = header.split(',').map((part) => part.trim().slice(0, 2).toLowerCase());
  return languages.find(isLocale) ?? 'en';
}

const isLocale = (text: string): text is Locale => (LOCALES as readonly string[]).includes(text);
