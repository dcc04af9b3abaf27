import { Metrics } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import { DispatcherConfig } from '../dispatcher.config';
import { SLOW_MS, type Ticket } from './endpoint-window';
import { Gate } from './gate';

/** Bounds the attempts in flight in this process. Retries and releases get half of it, so that fresh messages always find room. */
@Injectable()
export class Slots {
  private readonly all: Gate;
  private readonly again: Gate;
  private readonly inFlight = new Set<Ticket>();
  private readonly many: number;

  constructor({ DELIVERY_SLOTS: total }: DispatcherConfig, metrics: Metrics) {
    this.many = Math.max(1, Math.floor(total / 2));
    this.all = new Gate(total);
    this.again = new Gate(this.many);
    const gauge = metrics.gauge('anika_attempts_in_flight', 'Attempts in flight');
    Object.assign(gauge, { collect: () => gauge.set(this.all.inUse) });
  }

  /** Places for retries and releases. */
  get freeAgain(): number {
    return Math.min(this.again.free, this.all.free);
  }

  async take(isAgain: boolean, waitMs: number): Promise<boolean> {
    if (isAgain && !(await this.again.take(waitMs))) return false;
    if (await this.all.take(waitMs)) return true;
    if (isAgain) this.again.giveBack();
    return false;
  }

  start(ticket: Ticket): void {
    this.inFlight.add(ticket);
  }

  giveBack(ticket: Ticket): void {
    this.inFlight.delete(ticket);
    this.all.giveBack();
    if (ticket.isAgain) this.again.giveBack();
  }

  /** Whether half of the slots are with slow attempts: then who is known to be slow must wait. */
  isClogged(now: number): boolean {
    if (this.inFlight.size < this.many) return false;
    let slow = 0;
    for (const { startedAt } of this.inFlight) {
      if (now - startedAt <= SLOW_MS) return false;
      slow += 1;
      if (slow >= this.many) return true;
    }
    return false;
  }
}
