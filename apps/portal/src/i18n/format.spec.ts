import { formatDay, formatDistance, formatDuration, formatNumber, formatTime, separatorsOf } from './format';

/** Intl writes several kinds of spaces. */
const plain = (text: string) => text.replaceAll(/\s/g, ' ');

describe('Formats', () => {
  it('of numbers keep to the language', () => {
    expect(plain(formatNumber('ru', 1234.5))).toBe('1 234,5');
    expect(plain(formatNumber('en', 0.999, { style: 'percent', maximumFractionDigits: 1 }))).toBe('99.9%');
  });

  it('of numbers in fields, too', () => {
    expect(separatorsOf('en')).toEqual({ group: ',', decimal: '.' });
    const { group, decimal } = separatorsOf('ru');
    expect([plain(group), decimal]).toEqual([' ', ',']);
  });

  it('of times keep to the zone', () => {
    expect(formatTime('ru', '2020-11-23T20:08:31.042Z', 'utc')).toMatch(/^23 ноя 2020.*20:08:31$/);
    expect(formatTime('en', '2020-11-23T20:08:31.042Z', 'utc', 'milliseconds')).toMatch(/20:08:31\.042$/);
  });

  it('of a day of the calendar is that day in every zone', () => {
    expect(plain(formatDay('ru', '2027-03-04'))).toBe('4 мар 2027');
    expect(plain(formatDay('en', '2027-03-04'))).toBe('Mar 4, 2027');
  });

  it.each([
    ['ru', 240_000, 'через 4 мин'],
    ['en', -3_700_000, '1 hr ago'],
    ['en', 400, 'now'],
    ['en', 4.9 * 86_400_000, 'in 5 days'],
    ['en', 1.9 * 3_600_000, 'in 1 hr'],
  ] as const)('of distances in %s: %d', (language, milliseconds, text) => {
    expect(plain(formatDistance(language, milliseconds))).toBe(text);
  });

  it.each([
    [0.84, '0,8 мс'],
    [840, '840 мс'],
    [1250, '1,3 с'],
    [90_000, '1,5 мин'],
  ])('of durations: %d', (milliseconds, text) => {
    expect(plain(formatDuration('ru', milliseconds))).toBe(text);
  });
});
