const DAY_MS = 86_400_000;
const two = (number: number) => String(number).padStart(2, '0');

/** A day of the calendar here, as inputs write it. @example dayOf('2026-11-25T20:59:59.000Z') // '2026-11-25' in Moscow */
export function dayOf(time: string | number): string {
  const date = new Date(time);
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The day that is so many days ahead. */
export const dayIn = (days: number): string => dayOf(Date.now() + days * DAY_MS);

/** The end of a day here; null for none. @example endOf('2026-11-25') // '2026-11-25T20:59:59.000Z' in Moscow */
export const endOf = (day: string): string | null =>
  day === '' ? null : new Date(`${day}T23:59:59`).toISOString();
