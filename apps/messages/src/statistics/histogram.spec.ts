import { bucketOf, percentile } from './histogram';

const histogramOf = (durations: readonly number[]) => {
  const histogram: Record<string, number> = {};
  for (const ms of durations) histogram[bucketOf(ms)] = (histogram[bucketOf(ms)] ?? 0) + 1;
  return histogram;
};

describe('percentile', () => {
  it.each([1, 1.5, 3, 17, 250, 999, 15_000, 3_600_000])('is within 10 %% of a duration of %d ms', (ms) => {
    const found = percentile(histogramOf([ms]), 0.5)!;
    expect(Math.abs(found - ms) / ms).toBeLessThanOrEqual(0.1);
  });

  it('finds the duration that a share does not exceed', () => {
    const histogram = histogramOf(Array.from({ length: 100 }, (_, index) => (index + 1) * 10));
    expect(Math.abs(percentile(histogram, 0.5)! - 500)).toBeLessThanOrEqual(50);
    expect(Math.abs(percentile(histogram, 0.95)! - 950)).toBeLessThanOrEqual(95);
  });

  it('knows nothing of nothing, and counts what took longer than any bucket', () => {
    expect(percentile({}, 0.5)).toBeUndefined();
    expect(percentile(histogramOf([1e12]), 0.95)).toBeGreaterThan(3_600_000);
  });
});
