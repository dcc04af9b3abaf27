import type { Zone } from '../i18n/format';

/** The time of a field `datetime-local`, in the chosen zone; undefined while it is none. @example isoOf('2026-11-23T20:08', 'utc') // '2026-11-23T20:08:00.000Z' */
export function isoOf(text: string | undefined, zone: Zone): string | undefined {
  if (!text) return undefined;
  const date = new Date(zone === 'utc' ? `${text}Z` : text);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}
