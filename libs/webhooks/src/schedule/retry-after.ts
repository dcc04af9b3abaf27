/** The longest wait that an endpoint may ask for, in seconds: 24 h. */
export const MAX_RETRY_AFTER = 24 * 3600;

const ANY_DATE = /^(Mon|Tues?|Wed(nes)?|Thu(rs)?|Fri|Sat(ur)?|Sun)(day)?,? /;

/**
 * The time that a `Retry-After` header asks to wait for (RFC 9110 section 10.2.3: seconds, or an HTTP date in one of its
 * three forms), at most 24 h from now.
 *
 * @returns undefined when there is no header, it is garbage, negative, or not in the future: the schedule decides then
 * @example parseRetryAfter('120', now); // now + 2 min
 * @example parseRetryAfter('Fri, 31 Dec 2027 23:59:59 GMT', now); // that time, or now + 24 h if that is sooner
 */
export function parseRetryAfter(header: string | undefined, now: Date): Date | undefined {
  const text = header?.trim();
  if (!text) return undefined;
  const wait = /^\d+$/.test(text) ? Number(text) * 1000 : httpDate(text) - now.getTime();
  if (!(wait > 0)) return undefined;
  return new Date(now.getTime() + Math.min(wait, MAX_RETRY_AFTER * 1000));
}

function httpDate(text: string): number {
  // Date.parse takes much that is no date ('-5', '1.5'), and reads the asctime form, which has no zone, as local time.
  if (!ANY_DATE.test(text)) return Number.NaN;
  return Date.parse(text.endsWith('GMT') ? text : `${text} GMT`);
}
