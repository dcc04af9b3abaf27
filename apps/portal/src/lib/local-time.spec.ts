import { inputOf, isoOf } from './local-time';

describe('Times of inputs', () => {
  it.each(['utc', 'local'] as const)('are the same there and back in the zone %s', (zone) => {
    const time = '2026-11-23T20:08:00.000Z';
    expect(isoOf(inputOf(time, zone), zone)).toBe(time);
    expect(isoOf('', zone)).toBeUndefined();
    expect(isoOf('soon', zone)).toBeUndefined();
    expect(inputOf(undefined, zone)).toBe('');
  });
});
