import { Metrics } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import { DispatcherConfig } from '../dispatcher.config';

/** Bounds the attempts in flight in this process; who comes when all are taken waits in turn. */
@Injectable()
export class Slots {
  private free: number;
  private readonly waiting: (() => void)[] = [];

  constructor({ DELIVERY_SLOTS: total }: DispatcherConfig, metrics: Metrics) {
    this.free = total;
    const gauge = metrics.gauge('anika_attempts_in_flight', 'Attempts in flight');
    Object.assign(gauge, { collect: () => gauge.set(total - this.free) });
  }

  take(): Promise<void> | undefined {
    if (this.free === 0) return new Promise((resolve) => this.waiting.push(resolve));
    this.free -= 1;
    return undefined;
  }

  giveBack(): void {
    const next = this.waiting.shift();
    if (next) next();
    else this.free += 1;
  }
}
