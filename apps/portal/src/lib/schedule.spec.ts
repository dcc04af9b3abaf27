import { scheduleText, secondsOf } from './schedule';

const RUSSIAN = { s: 'с', m: 'мин', h: 'ч', d: 'д' };

describe('A schedule', () => {
  it.each([
    ['5 s, 5 m, 2h', [5, 300, 7200]],
    ['5 с, 5 мин., 1,5 ч; 1 д', [5, 300, 5400, 86_400]],
    ['30\n60', [30, 60]],
    ['', []],
    ['5, 10,', [5, 10]],
  ])('is read from %j', (text, seconds) => expect(secondsOf(text)).toEqual(seconds));

  it.each(['soon', '5 weeks', '-5 s', '5 s 5 m'])('is not read from %j', (text) =>
    expect(secondsOf(text)).toBeNull(),
  );

  it('is written so that it can be read again', () => {
    const seconds = [0, 5, 90, 300, 7200, 86_400];
    expect(scheduleText(seconds, RUSSIAN)).toBe('0 с, 5 с, 90 с, 5 мин, 2 ч, 1 д');
    expect(secondsOf(scheduleText(seconds, RUSSIAN))).toEqual(seconds);
  });
});
