import { dayOf } from './day';

const at = '2026-11-23T20:00:00.000Z';

describe('A day', () => {
  it('has no rate of success without an attempt', () =>
    expect(dayOf([{ at, messages: 2 }, { at }])).toEqual({ messages: [2, 0], total: 2 }));

  it('counts attempts that failed against those that arrived', () =>
    expect(
      dayOf([
        { at, delivered: 2 },
        { at, delivered: 1, failed: 1 },
      ]).success,
    ).toBe(0.75));
});
