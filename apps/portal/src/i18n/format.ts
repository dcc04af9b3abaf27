/* Numbers, times and durations by Intl. Formatters are costly to make: one for each language and form. */

const cache = new Map<string, unknown>();

function once<Format>(key: string, make: () => Format): Format {
  if (!cache.has(key)) cache.set(key, make());
  return cache.get(key) as Format;
}

/** @example formatNumber('ru', 1234.5) // '1 234,5' */
export function formatNumber(
  language: string,
  value: number,
  options: Intl.NumberFormatOptions = {},
): string {
  return once(
    `n${language}${JSON.stringify(options)}`,
    () => new Intl.NumberFormat(language, options),
  ).format(value);
}

/**
 * What stands between the thousands of a number, and before its fraction.
 *
 * @example separatorsOf('en') // { group: ',', decimal: '.' }
 */
export function separatorsOf(language: string): { readonly group: string; readonly decimal: string } {
  return once(`s${language}`, () => {
    const parts = new Intl.NumberFormat(language).formatToParts(1_234_567.8);
    const valueOf = (name: string) => parts.find(({ type }) => type === name)!.value;
    return { group: valueOf('group'), decimal: valueOf('decimal') };
  });
}

export type Zone = 'local' | 'utc';

/** @example formatTime('ru', '2026-11-23T20:08:31Z', 'utc') // '23 ноя, 20:08:31' */
export function formatTime(
  language: string,
  time: string,
  zone: Zone,
  detail: 'date' | 'minutes' | 'seconds' | 'milliseconds' = 'seconds',
): string {
  const date = new Date(time);
  const otherYear = date.getFullYear() !== new Date().getFullYear();
  const options: Intl.DateTimeFormatOptions = {
    day: 'numeric',
    month: 'short',
    ...(otherYear && { year: 'numeric' }),
    ...(detail !== 'date' && { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
    ...((detail === 'seconds' || detail === 'milliseconds') && { second: '2-digit' }),
    ...(detail === 'milliseconds' && { fractionalSecondDigits: 3 }),
    ...(zone === 'utc' && { timeZone: 'UTC' }),
  };
  return formatDate(language, date, options);
}

/** Short months are three letters in every language: «ноя», not «нояб.»; a year is a number: «2027», not «2027 г.». */
export function formatDate(language: string, date: Date, options: Intl.DateTimeFormatOptions): string {
  return once(`t${language}${JSON.stringify(options)}`, () => new Intl.DateTimeFormat(language, options))
    .formatToParts(date)
    .map(({ type, value }) => (type === 'month' ? value.slice(0, 3) : value.replace(/\s?г\./, '')))
    .join('');
}

/** A day of a calendar, as inputs write it, in words. @example formatDay('ru', '2026-11-25') // '25 ноя 2026' */
export const formatDay = (language: string, day: string): string =>
  formatDate(language, new Date(`${day}T12:00`), { day: 'numeric', month: 'short', year: 'numeric' });

const STEPS = [
  ['day', 86_400],
  ['hour', 3600],
  ['minute', 60],
  ['second', 1],
] as const;

/** @example formatDistance('ru', 240_000) // 'через 4 мин' */
export function formatDistance(language: string, milliseconds: number): string {
  const seconds = Math.round(milliseconds / 1000);
  const [unit, size] = STEPS.find(([, size]) => Math.abs(seconds) >= size) ?? STEPS[3];
  const format = once(
    `r${language}`,
    () => new Intl.RelativeTimeFormat(language, { numeric: 'auto', style: 'short' }),
  );
  // Of days a half is not long; of the rest what is written counts down.
  const count = unit === 'day' ? Math.round(seconds / size) : Math.trunc(seconds / size);
  // A sentence may end with it.
  return format.format(count, unit).replaceAll('.', '');
}

/** @example formatDuration('ru', 840) // '840 мс' */
export function formatDuration(language: string, milliseconds: number): string {
  const [value, unit] =
    milliseconds < 1000
      ? [
          Math.round(milliseconds * (milliseconds < 10 ? 10 : 1)) / (milliseconds < 10 ? 10 : 1),
          'millisecond',
        ]
      : milliseconds < 60_000
        ? [Math.round(milliseconds / 100) / 10, 'second']
        : [Math.round(milliseconds / 6000) / 10, 'minute'];
  return formatNumber(language, value, { style: 'unit', unit, unitDisplay: 'short' });
}
