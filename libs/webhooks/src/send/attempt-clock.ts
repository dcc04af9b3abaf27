import { performance } from 'node:perf_hooks';

/** Where the time of an attempt went, in ms with one decimal. A part that did not come to its end is absent. */
export interface AttemptTimings {
  /** Until the host name was looked up and its addresses vetted; absent for an address and on a connection used again. */
  readonly dnsMs?: number;
  /** From there until a connection stood, TLS and addresses that took none included; absent on a connection used again. */
  readonly connectMs?: number;
  /** From there until the headers of the answer were there. */
  readonly firstByteMs?: number;
  /** From the call to the end. */
  readonly totalMs: number;
}

type Part = 'dnsMs' | 'connectMs' | 'firstByteMs';

/** Measures one attempt from its creation. */
export class AttemptClock {
  private readonly startedAt = performance.now();
  private lastAt = this.startedAt;
  private parts: { [part in Part]?: number } = {};

  /** A part has ended just now; it began where the one before it ended. */
  ended(part: Part): void {
    const now = performance.now();
    this.parts[part] = tenths(now - this.lastAt);
    this.lastAt = now;
  }

  /** Forgets the parts so far: the request goes over a connection that stood already. */
  reused(): void {
    this.parts = {};
    this.lastAt = performance.now();
  }

  timings(): AttemptTimings {
    return { ...this.parts, totalMs: tenths(performance.now() - this.startedAt) };
  }
}

function tenths(ms: number): number {
  return Math.round(ms * 10) / 10;
}
