/** Milliseconds before the first probe, and the most between two probes. */
export interface CircuitTimes {
  readonly firstMs: number;
  readonly maxMs: number;
  /** From 0 to 1, as `Math.random`, which is the default. */
  readonly random?: () => number;
}

/** A probe comes up to so much later: many endpoints that fell silent together are not asked together. */
const JITTER = 0.2;

/**
 * A circuit breaker: open, nothing is sent until its time is over; then one probe at a time, whose success closes it and whose
 * failure opens it for twice as long.
 *
 * @see https://learn.microsoft.com/azure/architecture/patterns/circuit-breaker
 */
export class Circuit {
  private openings = 0;
  private until = 0;

  constructor(private readonly times: CircuitTimes) {}

  get isClosed(): boolean {
    return this.openings === 0;
  }

  /** Until when nothing may be sent; undefined when closed or due for a probe. */
  pausedUntil(now: number): Date | undefined {
    return this.until > now ? new Date(this.until) : undefined;
  }

  open(now: number): Date {
    const { firstMs, maxMs, random = Math.random } = this.times;
    this.until = now + Math.round(Math.min(firstMs * 2 ** this.openings, maxMs) * (1 + JITTER * random()));
    this.openings += 1;
    return new Date(this.until);
  }

  close(): void {
    this.openings = 0;
    this.until = 0;
  }
}
