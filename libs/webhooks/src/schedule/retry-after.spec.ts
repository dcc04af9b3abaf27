import fc from 'fast-check';
import { MAX_RETRY_AFTER, parseRetryAfter } from './retry-after';

const now = new Date('1994-11-06T08:00:00Z');

describe('parseRetryAfter', () => {
  it.each([
    ['120', '1994-11-06T08:02:00Z'],
    [' 1 ', '1994-11-06T08:00:01Z'],
    ['Sun, 06 Nov 1994 08:49:37 GMT', '1994-11-06T08:49:37Z'],
    ['Sunday, 06-Nov-94 08:49:37 GMT', '1994-11-06T08:49:37Z'],
    ['Sun Nov  6 08:49:37 1994', '1994-11-06T08:49:37Z'],
  ])('reads %p', (header, time) => expect(parseRetryAfter(header, now)).toEqual(new Date(time)));

  it.each(['86401', '9'.repeat(400), 'Fri, 31 Dec 9999 23:59:59 GMT'])('caps %p at 24 h', (header) =>
    expect(parseRetryAfter(header, now)).toEqual(new Date('1994-11-07T08:00:00Z')),
  );

  it.each([
    undefined,
    '',
    '0',
    '-1',
    '1.5',
    '1e3',
    '0x10',
    'soon',
    'Sun, 06 Nov 1994 07:59:59 GMT',
    'Sun, garbage',
  ])('leaves %p to the schedule', (header) => expect(parseRetryAfter(header, now)).toBeUndefined());

  const RUNS = { numRuns: 1_024 };
  const waitOf = (header: string, at = now) => {
    const time = parseRetryAfter(header, at);
    return time === undefined ? undefined : (time.getTime() - at.getTime()) / 1000;
  };
  const expectedFor = (seconds: number) => (seconds > 0 ? Math.min(seconds, 86_400) : undefined);

  it('reads any number of seconds: not below zero, capped at 24 h', () => {
    const seconds = fc.oneof(fc.integer({ min: -100, max: 200_000 }), fc.maxSafeInteger());
    fc.assert(
      fc.property(seconds, fc.nat({ max: 5 }), (value, zeros) => {
        expect(waitOf(`${value}`)).toBe(expectedFor(value));
        expect(waitOf(`${'0'.repeat(zeros)}${Math.abs(value)}`)).toBe(expectedFor(Math.abs(value)));
      }),
      RUNS,
    );
  });

  it('reads any date in each of the three forms', () => {
    const time = fc.date({ min: new Date('1971-01-01'), max: new Date('2099-12-31'), noInvalidDate: true });
    const offset = fc.oneof(fc.integer({ min: -100_000, max: 100_000 }), fc.integer());
    fc.assert(
      fc.property(time, offset, (at, seconds) => {
        at.setUTCMilliseconds(0);
        const date = new Date(at.getTime() + seconds * 1000);
        fc.pre(date.getUTCFullYear() >= 1970 && date.getUTCFullYear() < 2100);
        const [day, dayOfMonth, month, year, clock] = date.toUTCString().split(/,? /) as string[];
        const asctime = `${day} ${month} ${dayOfMonth!.replace(/^0/, ' ')} ${clock} ${year}`;
        expect(waitOf(date.toUTCString(), at)).toBe(expectedFor(seconds));
        expect(waitOf(asctime, at)).toBe(expectedFor(seconds));
        // Two digits of a year mean 1950 to 2049.
        if (date.getUTCFullYear() >= 2050) return;
        const longDay = date.toLocaleDateString('en', { weekday: 'long', timeZone: 'UTC' });
        const rfc850 = `${longDay}, ${dayOfMonth}-${month}-${year!.slice(2)} ${clock} GMT`;
        expect(waitOf(rfc850, at)).toBe(expectedFor(seconds));
      }),
      RUNS,
    );
  });

  it('never answers a time outside of the next 24 h, whatever comes', () => {
    const dated = fc
      .tuple(fc.constantFrom('Sun, ', 'Monday, ', 'Tue '), fc.string())
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.oneof(fc.string(), dated, fc.double().map(String), fc.date().map(String)), (header) => {
        const wait = waitOf(header) ?? 1;
        expect(wait).toBeGreaterThan(0);
        expect(wait).toBeLessThanOrEqual(MAX_RETRY_AFTER);
      }),
      RUNS,
    );
  });
});
