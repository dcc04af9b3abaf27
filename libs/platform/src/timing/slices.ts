import { setImmediate } from 'node:timers/promises';

/**
 * Pieces of synchronous work that let others have their turn: after each so many milliseconds of it the event loop goes on before the
 * next piece. They run in the order in which they came.
 *
 * @example await new Slices(10).run(() => check(item))
 */
export class Slices {
  private used = 0;
  private turn: Promise<void> | undefined;

  constructor(private readonly ms: number) {}

  async run<T>(work: () => T): Promise<T> {
    while (this.turn) await this.turn;
    const begun = performance.now();
    try {
      return work();
    } finally {
      this.used += performance.now() - begun;
      if (this.used >= this.ms) this.turn = this.goOn();
    }
  }

  private async goOn(): Promise<void> {
    await setImmediate();
    this.used = 0;
    this.turn = undefined;
  }
}
