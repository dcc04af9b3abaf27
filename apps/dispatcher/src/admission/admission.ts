import type { SnapshotSubscription } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { DispatcherConfig } from '../dispatcher.config';
import { EndpointWindow, type Signal, type Ticket } from './endpoint-window';
import { endpointOf, type Held, heldBy, type Pause, Pauses } from './pauses';
import { RateLimits } from './rate-limits';
import { Slots } from './slots';

/** A place for one attempt, to be left when it is settled; or why there is none. */
export type Entry = { readonly ticket: Ticket } | { readonly held: Held };

export interface Visitor {
  readonly topicId: string;
  readonly subscription: SnapshotSubscription;
  /** A retry or a release, in distinction to a fresh message. */
  readonly isAgain: boolean;
}

const MAX_WINDOWS = 100_000;
const WAIT_MS = 1000;
const BUSY: Held = { state: 'held', reason: 'busy' };

/**
 * Decides whether an attempt may begin now, so that no endpoint takes more of this process than it gives back: a slow one gets a small
 * window, a dead one an open circuit, and what is over is held instead of waiting in line.
 */
@Injectable()
export class Admission {
  private readonly windows = new LRUCache<string, EndpointWindow>({ max: MAX_WINDOWS });
  private readonly circuit;

  constructor(
    config: DispatcherConfig,
    private readonly pauses: Pauses,
    private readonly rates: RateLimits,
    private readonly slots: Slots,
  ) {
    this.circuit = { firstMs: config.CIRCUIT_SECONDS * 1000, maxMs: config.CIRCUIT_MAX_SECONDS * 1000 };
  }

  /** Waits up to a second for a place, unless it is known that none will be free. */
  async enter(visitor: Visitor): Promise<Entry> {
    const entry = await this.enterWindow(visitor);
    const { rateLimit, id } = visitor.subscription;
    if ('held' in entry || !rateLimit) return entry;
    const until = await this.rates.take(id, rateLimit);
    if (!until) return entry;
    const pause = { reason: 'rate_limited', until } as const;
    this.pauses.note(entry.ticket.window.endpoint, pause);
    this.leave(entry.ticket, 'neutral');
    return { held: heldBy(pause) };
  }

  /** Why and until when nothing is sent to the endpoint; undefined when something may be. */
  pauseOf(topicId: string, subscription: SnapshotSubscription): Pause | undefined {
    return this.pauses.find(this.window(topicId, subscription).endpoint, Date.now());
  }

  /** Why and until when nothing is sent to the endpoint of an attempt. */
  pauseAt({ window }: Ticket): Pause | undefined {
    return this.pauses.find(window.endpoint, Date.now());
  }

  /** When a place at the endpoint may be free, where there is none now. */
  askAgainAt(topicId: string, subscription: SnapshotSubscription): Date {
    return this.window(topicId, subscription).askAgainAt(Date.now());
  }

  /** How many retries and releases to the endpoint may begin now; or the pause that it has. */
  room(topicId: string, subscription: SnapshotSubscription): number | Pause {
    const { gate } = this.window(topicId, subscription);
    return (
      this.pauseOf(topicId, subscription) ??
      Math.min(gate.free, this.slots.freeAgain, subscription.rateLimit ?? Infinity)
    );
  }

  /** The attempt is settled: the place is free, and the endpoint's window learns from it. */
  leave(ticket: Ticket, signal: Signal): void {
    this.slots.giveBack(ticket);
    const { window } = ticket;
    const now = Date.now();
    const change = window.settle(ticket, signal, now);
    const until = window.circuit.pausedUntil(now);
    if (change === 'opened' && until) this.pauses.note(window.endpoint, { reason: 'circuit_open', until });
    if (change === 'closed') this.pauses.closeCircuit(window.endpoint);
  }

  private async enterWindow({ topicId, subscription, isAgain }: Visitor): Promise<Entry> {
    const now = Date.now();
    const window = this.window(topicId, subscription);
    const pause = this.pauses.find(window.endpoint, now);
    if (pause) return { held: heldBy(pause) };
    if (!window.circuit.isClosed) return this.enterAsProbe(window, isAgain);
    if (this.slots.isClogged(now) && window.wasSlow) return { held: BUSY };
    if (!(await window.gate.take(window.hasSlow(now) ? 0 : WAIT_MS)))
      return { held: { ...BUSY, until: window.askAgainAt(Date.now()).toISOString() } };
    // The circuit may have opened while this one waited.
    const opened = this.pauses.find(window.endpoint, Date.now());
    if (!opened) return this.takeSlot(window, isAgain);
    window.gate.giveBack();
    return { held: heldBy(opened) };
  }

  private async enterAsProbe(window: EndpointWindow, isAgain: boolean): Promise<Entry> {
    if (await window.gate.take(0)) return this.takeSlot(window, isAgain);
    return { held: { state: 'held', reason: 'circuit_open' } };
  }

  private async takeSlot(window: EndpointWindow, isAgain: boolean): Promise<Entry> {
    if (!(await this.slots.take(isAgain, WAIT_MS))) {
      window.gate.giveBack();
      return { held: BUSY };
    }
    const ticket = window.start(isAgain, Date.now());
    this.slots.start(ticket);
    return { ticket };
  }

  private window(topicId: string, subscription: SnapshotSubscription): EndpointWindow {
    const known = this.windows.get(subscription.id);
    if (known?.endpoint.url === subscription.url) return known;
    const window = new EndpointWindow(endpointOf(topicId, subscription), this.circuit);
    this.windows.set(subscription.id, window);
    return window;
  }
}
