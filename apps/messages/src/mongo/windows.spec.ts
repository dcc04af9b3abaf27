import { windowsBack } from './windows';

describe('windowsBack', () => {
  it('covers the range without gaps or overlaps, newest first', () => {
    const range = { from: 1_000, to: 1_000 + 30 * 24 * 3_600_000 };
    const windows = [...windowsBack(range)];
    expect(windows[0]?.to).toBe(range.to);
    expect(windows.at(-1)?.from).toBe(range.from);
    for (const [index, window] of windows.entries()) {
      expect(window.from).toBeLessThan(window.to);
      if (index > 0) expect(window.to).toBe(windows[index - 1]?.from);
    }
    expect(windows.length).toBeLessThan(6);
  });

  it('is empty for an empty range', () => {
    expect([...windowsBack({ from: 5, to: 5 })]).toEqual([]);
    expect([...windowsBack({ from: 6, to: 5 })]).toEqual([]);
  });
});
