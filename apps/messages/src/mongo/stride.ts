const FIRST_MS = 60_000;
const GROWTH = 4;
const QUICK_MS = 50;
const SLOW_MS = 500;

/** How far a walk through time goes with each read: further where little is found quickly, less far where there is much. */
export class Stride {
  private length: number;

  constructor(firstMs = FIRST_MS) {
    this.length = firstMs;
  }

  /** The end of the window that begins at `from`. */
  end(from: number, limit: number): number {
    return Math.min(limit, from + this.length);
  }

  /** The beginning of the window that ends at `to`. */
  start(to: number, limit: number): number {
    return Math.max(limit, to - this.length);
  }

  /** @param wasFull there was more than one read may answer */
  adapt(tookMs: number, wasFull: boolean): void {
    if (wasFull || tookMs > SLOW_MS) this.length = Math.max(1, Math.floor(this.length / GROWTH));
    else if (tookMs < QUICK_MS) this.length *= GROWTH;
  }
}
