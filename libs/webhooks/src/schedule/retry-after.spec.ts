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

  it('never answers a time outside of the next 24 h, whatever comes', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.maxSafeInteger().map(String), fc.date().map(String)), (header) => {
        const wait = ((parseRetryAfter(header, now)?.getTime() ?? now.getTime() + 1) - now.getTime()) / 1000;
        expect(wait).toBeGreaterThan(0);
        expect(wait).toBeLessThanOrEqual(MAX_RETRY_AFTER);
      }),
      { numRuns: 512 },
    );
  });
});
