import { Circuit, type CircuitTimes } from './circuit';
import { Gate } from './gate';
import type { Endpoint } from './pauses';

/** How an attempt went, as far as the endpoint's capacity is concerned; `neutral` says nothing about it. */
export type Signal = 'success' | 'failure' | 'timeout' | 'neutral';

/** A place for one attempt. */
export interface Ticket {
  readonly window: EndpointWindow;
  readonly startedAt: number;
  /** Of a retry or release, which share half of the process's slots. */
  readonly isAgain: boolean;
}

const FIRST_LIMIT = 5;
const MAX_LIMIT = 100;
/** An attempt that takes longer counts as slow. */
export const SLOW_MS = 1000;
const MAX_ASK_MS = 4000;

/**
 * How much of this process one endpoint may have: attempts in flight, more with each success, half with a failure, one after a
 * timeout (additive increase, multiplicative decrease, RFC 5681 section 3.1); then the circuit opens.
 */
export class EndpointWindow {
  readonly gate = new Gate(FIRST_LIMIT);
  readonly circuit: Circuit;
  private limit = FIRST_LIMIT;
  private readonly inFlight = new Set<Ticket>();
  private lastTookMs = 0;

  constructor(
    readonly endpoint: Endpoint,
    times: CircuitTimes,
  ) {
    this.circuit = new Circuit(times);
  }

  get wasSlow(): boolean {
    return this.lastTookMs > SLOW_MS;
  }

  /** Whether the attempt that began first is slow already: then nobody should wait for its place. */
  hasSlow(now: number): boolean {
    const [oldest] = this.inFlight;
    return oldest !== undefined && now - oldest.startedAt > SLOW_MS;
  }

  /** When it is worth asking for a place again: 1, 2, 4, 8, 12 s and so on after the attempt began that is the oldest now. */
  askAgainAt(now: number): Date {
    const [oldest] = this.inFlight;
    const began = oldest?.startedAt ?? now;
    let afterMs = SLOW_MS;
    while (began + afterMs <= now) afterMs += Math.min(afterMs, MAX_ASK_MS);
    // Whatever the clock did meanwhile.
    return new Date(Math.min(began + afterMs, now + MAX_ASK_MS));
  }

  start(isAgain: boolean, now: number): Ticket {
    const ticket = { window: this, startedAt: now, isAgain };
    this.inFlight.add(ticket);
    return ticket;
  }

  /** Answers whether the circuit has just been opened or closed. */
  settle(ticket: Ticket, signal: Signal, now: number): 'opened' | 'closed' | undefined {
    this.inFlight.delete(ticket);
    this.lastTookMs = now - ticket.startedAt;
    const change = this.judge(signal, now);
    this.gate.resize(this.limit);
    this.gate.giveBack();
    return change;
  }

  private judge(signal: Signal, now: number): 'opened' | 'closed' | undefined {
    if (signal === 'neutral') return undefined;
    if (signal === 'success') {
      const wasOpen = !this.circuit.isClosed;
      this.circuit.close();
      this.limit = Math.min(MAX_LIMIT, this.limit + 1);
      return wasOpen ? 'closed' : undefined;
    }
    // Others of the same burst: the circuit is open because of them.
    if (this.circuit.pausedUntil(now)) return undefined;
    if (this.limit > 1) {
      this.limit = signal === 'timeout' ? 1 : this.limit >> 1;
      return undefined;
    }
    this.circuit.open(now);
    return 'opened';
  }
}
