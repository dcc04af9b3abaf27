import { dayOf, endOf } from './days';

describe('Days', () => {
  it.each(['2026-11-25', '2028-02-29', '2026-01-01'])('end in the same day here: %s', (day) => {
    expect(dayOf(endOf(day)!)).toBe(day);
    expect(dayOf(Date.parse(endOf(day)!) + 1000)).not.toBe(day);
  });

  it('are none when nothing is said', () => expect(endOf('')).toBeNull());
});
