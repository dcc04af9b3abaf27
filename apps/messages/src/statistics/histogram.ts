const GROWTH = 1.2;
/** The last one is of everything longer, an hour and more. */
const BUCKETS = 84;

/** The bucket of a duration: each reaches a fifth further than the one before, so that its middle is at most 10 % off. */
export function bucketOf(ms: number): number {
  if (ms <= 1) return 0;
  return Math.min(BUCKETS, Math.ceil(Math.log(ms) / Math.log(GROWTH)));
}

/** Counts by bucket. */
export type Histogram = Readonly<Record<string, number>>;

/** The duration that `share` of the counted ones do not exceed, in milliseconds; undefined when none was counted. */
export function percentile(histogram: Histogram, share: number): number | undefined {
  const buckets = Object.entries(histogram)
    .map(([bucket, count]) => [Number(bucket), count] as const)
    .toSorted(([a], [b]) => a - b);
  const total = buckets.reduce((sum, [, count]) => sum + count, 0);
  let rest = share * total;
  for (const [bucket, count] of buckets) {
    rest -= count;
    if (rest <= 0) return middleOf(bucket);
  }
  return undefined;
}

/** The same share from either end; to a tenth of a millisecond. */
function middleOf(bucket: number): number {
  return bucket === 0 ? 1 : Math.round(GROWTH ** (bucket - 0.5) * 10) / 10;
}
