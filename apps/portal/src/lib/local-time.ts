import type { Zone } from '../i18n/format';

/** The time of a field `datetime-local`, in the chosen zone; undefined while it is none. @example isoOf('2026-11-23T20:08', 'utc') // '2026-11-23T20:08:00.000Z' */
export function isoOf(text: string | undefined, zone: Zone): string | undefined {
  if (!text) return undefined;
  const date = new Date(zone === 'utc' ? `${text}Z` : text);
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString();
}

/** A time as a field `datetime-local` writes it, in the chosen zone. @example inputOf('2026-11-23T20:08:31Z', 'utc') // '2026-11-23T20:08' */
export function inputOf(time: string | undefined, zone: Zone): string {
  const date = new Date(time ?? '');
  if (Number.isNaN(date.getTime())) return '';
  const offset = zone === 'utc' ? 0 : date.getTimezoneOffset() * 60_000;
  return new Date(date.getTime() - offset).toISOString().slice(0, 16);
}
