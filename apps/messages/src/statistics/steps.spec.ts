import type { CounterDocument } from '../mongo/documents';
import { beginnings, toSteps } from './steps';

const time = (text: string) => Date.parse(text);
const query = (step: 'hour' | 'day', from: string, to: string, utcOffset = 0) => ({
  step,
  from: time(from),
  to: time(to),
  utcOffset,
});
const texts = (times: readonly number[]) => times.map((at) => new Date(at).toISOString());

describe('beginnings', () => {
  it('are all hours that the range touches', () => {
    expect(texts(beginnings(query('hour', '2026-11-23T20:59:59Z', '2026-11-23T22:00:00Z')))).toEqual([
      '2026-11-23T20:00:00.000Z',
      '2026-11-23T21:00:00.000Z',
    ]);
  });

  it('of days are midnights at the offset', () => {
    const from = '2026-11-22T22:00:00Z';
    expect(texts(beginnings(query('day', from, '2026-11-23T21:00:01Z', 3)))).toEqual([
      '2026-11-22T21:00:00.000Z',
      '2026-11-23T21:00:00.000Z',
    ]);
  });
});

describe('toSteps', () => {
  const counters: CounterDocument[] = [
    { _id: 'a', at: new Date('2026-11-22T20:00:00Z'), delivered: 1, took: { 10: 1 } },
    { _id: 'b', at: new Date('2026-11-22T21:00:00Z'), delivered: 2, took: { 10: 1, 20: 1 } },
    { _id: 'c', at: new Date('2026-11-23T20:00:00Z'), delivered: 4, failed: 3 },
  ];

  it('adds the hours of a day up, and fills what is empty with zeros', () => {
    const days = query('day', '2026-11-21T21:00:00Z', '2026-11-24T21:00:00Z', 3);
    expect(toSteps(days, counters, ['delivered', 'failed'])).toEqual([
      { at: '2026-11-21T21:00:00.000Z', delivered: 1, failed: 0, p50Ms: 5.7, p95Ms: 5.7 },
      { at: '2026-11-22T21:00:00.000Z', delivered: 6, failed: 3, p50Ms: 5.7, p95Ms: 35 },
      { at: '2026-11-23T21:00:00.000Z', delivered: 0, failed: 0 },
    ]);
  });

  it('shows nothing else than it may', () => {
    const hour = query('hour', '2026-11-22T20:00:00Z', '2026-11-22T21:00:00Z');
    expect(toSteps(hour, counters, ['messages'])).toEqual([{ at: '2026-11-22T20:00:00.000Z', messages: 0 }]);
  });
});
