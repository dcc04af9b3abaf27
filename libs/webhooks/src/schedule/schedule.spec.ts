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

  it('stays within the jitter, and reaches both ends', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), (attempt) => {
        const delay = DEFAULT_SCHEDULE[attempt - 1]!;
        const wait = secondsLater(nextAttemptAt({ attempt, schedule: DEFAULT_SCHEDULE, now }));
        expect(wait).toBeGreaterThanOrEqual(delay * 0.8 - 0.001);
        expect(wait).toBeLessThanOrEqual(delay * 1.2);
      }),
    );
    const at = (random: number) =>
      secondsLater(nextAttemptAt({ attempt: 1, schedule: [10], jitter: 0.5, now, random: () => random }));
    expect([at(0), at(0.999_999)]).toEqual([5, 14.999]);
  });
});
