import { lowestId } from '@anika/contracts';
import { rangeOf, readBack, windowsBack } from './windows';

const DAY_MS = 24 * 3_600_000;

describe('windowsBack', () => {
  it('covers the range without gaps or overlaps, newest first', () => {
    const range = { from: 1_000, to: 1_000 + 30 * DAY_MS };
    const windows = [...windowsBack(range)];
    expect(windows[0]).toEqual({ from: range.to - 10_000, to: range.to });
    expect(windows.at(-1)?.from).toBe(range.from);
    for (const [index, window] of windows.entries()) {
      expect(window.from).toBeLessThan(window.to);
      if (index > 0) expect(window.to).toBe(windows[index - 1]?.from);
    }
    expect(windows.length).toBeLessThan(12);
  });

  it('begin with the last ten seconds and what clocks ahead of ours have made', () => {
    const now = 5 * DAY_MS;
    const [first] = windowsBack({ from: 0, to: now + 60_000 }, now);
    expect(first).toEqual({ from: now - 10_000, to: now + 60_000 });
  });

  it('is empty for an empty range', () => {
    expect([...windowsBack({ from: 5, to: 5 })]).toEqual([]);
    expect([...windowsBack({ from: 6, to: 5 })]).toEqual([]);
  });
});

describe('rangeOf', () => {
  const now = Date.parse('2026-11-23T20:00:00Z');
  const since = lowestId('topic', now - 10 * DAY_MS);

  it('reaches from the oldest possible id to now, clocks apart', () => {
    expect(rangeOf({ since }, now)).toEqual({ from: now - 10 * DAY_MS - 60_000, to: now + 60_000 });
  });

  it('is narrowed by times and by a cursor, and never reaches beyond now', () => {
    const before = lowestId('message', now - DAY_MS);
    expect(rangeOf({ since, from: '2026-11-20T00:00:00+03:00', to: '9999-12-31T00:00:00Z' }, now)).toEqual({
      from: Date.parse('2026-11-19T21:00:00Z'),
      to: now + 60_000,
    });
    expect(rangeOf({ since, before }, now).to).toBe(now - DAY_MS + 1);
    expect(rangeOf({ since, before: 'msg_7zzzzzzzzzzzzzzzzzzzzzzzzz' }, now).to).toBe(now + 60_000);
  });
});

describe('readBack', () => {
  const times = Array.from({ length: 100 }, (_, index) => index * index * 1000);
  const read = (reads: number[]) => (window: { from: number; to: number }, limit: number) => {
    reads.push(limit);
    return Promise.resolve(
      times
        .filter((time) => time >= window.from && time < window.to)
        .toReversed()
        .slice(0, limit),
    );
  };

  it('answers the newest rows and stops when there are enough', async () => {
    const reads: number[] = [];
    const rows = await readBack({ from: 0, to: 99 * 99 * 1000 + 1 }, 5, read(reads));
    expect(rows).toEqual(times.toReversed().slice(0, 5));
    expect(reads.length).toBeLessThan(5);
  });

  it('answers all there is when that is less', async () => {
    expect(await readBack({ from: 0, to: 1e9 }, 1000, read([]))).toEqual(times.toReversed());
  });
});
