import fc from 'fast-check';
import { DEFAULT_SCHEDULE, nextAttemptAt, parseSchedule } from './schedule';

const now = new Date('2026-03-01T12:00:00Z');
const secondsLater = (date: Date | undefined) => (date!.getTime() - now.getTime()) / 1000;

describe('parseSchedule', () => {
  it('reads seconds, with decimals and blanks', () => {
    expect(parseSchedule('5, 300,0.25 ,0')).toEqual([5, 300, 0.25, 0]);
    expect(parseSchedule(DEFAULT_SCHEDULE.join(','))).toEqual(DEFAULT_SCHEDULE);
    expect(parseSchedule(Array.from({ length: 49 }, () => '604800').join(','))).toHaveLength(49);
  });

  it.each([
    ['', 'Delay 1'],
    ['5,', 'Delay 2'],
    ['5,-1', 'Delay 2'],
    ['1e3', 'Delay 1'],
    ['5,soon', 'Delay 2'],
    ['604800.5', 'Delay 1'],
    [Array.from({ length: 50 }, () => '1').join(','), 'at most 49'],
  ])('refuses %p', (text, message) => expect(() => parseSchedule(text)).toThrow(message));

  it('takes 1 to 49 delays of 0 to 7 days, and nothing else', () => {
    const delay = fc.oneof(
      { weight: 30, arbitrary: fc.nat({ max: 7 * 86_400 }) },
      { weight: 1, arbitrary: fc.integer({ min: -10, max: 8 * 86_400 }) },
    );
    fc.assert(
      fc.property(fc.array(delay, { maxLength: 60, size: 'max' }), (delays) => {
        const isValid =
          delays.length >= 1 && delays.length <= 49 && delays.every((s) => s >= 0 && s <= 604_800);
        const parse = () => parseSchedule(delays.join(','));
        if (isValid) expect(parse()).toEqual(delays);
        else expect(parse).toThrow(RangeError);
      }),
      { numRuns: 1_024 },
    );
  });
});

describe('nextAttemptAt', () => {
  it('waits the scheduled time when the jitter is in the middle', () => {
    const waits = DEFAULT_SCHEDULE.map((_, index) =>
      secondsLater(nextAttemptAt({ attempt: index + 1, schedule: DEFAULT_SCHEDULE, now, random: () => 0.5 })),
    );
    expect(waits).toEqual([5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400]);
  });

  it('ends after as many attempts as there are delays and one more', () => {
    expect(nextAttemptAt({ attempt: 10, schedule: DEFAULT_SCHEDULE, now })).toBeUndefined();
    expect(nextAttemptAt({ attempt: 1, schedule: [], now })).toBeUndefined();
    const thirty = parseSchedule(Array.from({ length: 30 }, () => '1').join(','));
    expect(nextAttemptAt({ attempt: 30, schedule: thirty, now })).toBeDefined();
    expect(nextAttemptAt({ attempt: 31, schedule: thirty, now })).toBeUndefined();
  });

  it('stays within ±20 % of any delay', () => {
    const schedule = fc.array(fc.nat({ max: 7 * 86_400 }), { minLength: 1, maxLength: 49 });
    const random = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
    fc.assert(
      fc.property(schedule, fc.nat({ max: 48 }), random, (delays, index, value) => {
        const attempt = (index % delays.length) + 1;
        const delay = delays[attempt - 1]!;
        for (const source of [Math.random, () => value]) {
          const wait = secondsLater(nextAttemptAt({ attempt, schedule: delays, now, random: source }));
          // Times are whole milliseconds.
          expect(wait).toBeGreaterThan(delay * 0.8 - 0.001);
          expect(wait).toBeLessThan(delay * 1.2 + 0.001);
        }
      }),
      { numRuns: 1_024 },
    );
  });

  it('reaches both ends of the jitter, and spreads evenly between them', () => {
    const at = (random: number, jitter?: number) =>
      secondsLater(nextAttemptAt({ attempt: 1, schedule: [10], jitter, now, random: () => random }));
    expect([0, 0.25, 0.5, 0.75, 0.999_999].map((random) => at(random))).toEqual([8, 9, 10, 11, 11.999]);
    expect([at(0, 0.5), at(0.999_999, 0.5), at(0.9, 0)]).toEqual([5, 14.999, 10]);
  });
});
