/** Bounds the deliveries that are being begun: a message is begun, with all its targets, while there are fewer than the limit. */
export class UnitRoom {
  private inFlight = 0;
  private readonly waiting: (() => void)[] = [];

  constructor(private readonly limit: number) {}

  /** Calls `start` in turn, when there is room. What it holds before its first `await` counts for the next one's turn. */
  async begin<T>(start: () => Promise<T>): Promise<T> {
    while (this.inFlight >= this.limit) await new Promise<void>((go) => this.waiting.push(go));
    this.inFlight += 1;
    try {
      return start();
    } finally {
      this.leave();
    }
  }

  async hold<T>(work: () => Promise<T>): Promise<T> {
    this.inFlight += 1;
    try {
      return await work();
    } finally {
      this.leave();
    }
  }

  private leave(): void {
    this.inFlight -= 1;
    if (this.inFlight < this.limit) this.waiting.shift()?.();
  }
}
