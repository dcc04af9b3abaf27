interface Waiter {
  readonly resolve: (admitted: boolean) => void;
  readonly timer: NodeJS.Timeout;
}

/** A counting semaphore whose capacity may change and whose waiters, first come first served, give up after a while. */
export class Gate {
  private taken = 0;
  private readonly waiting = new Set<Waiter>();

  constructor(private capacity: number) {}

  get inUse(): number {
    return this.taken;
  }

  get free(): number {
    return Math.max(0, this.capacity - this.taken);
  }

  get hasWaiting(): boolean {
    return this.waiting.size > 0;
  }

  /** Smaller than what is taken: nobody enters until enough have left. */
  resize(capacity: number): void {
    this.capacity = capacity;
    this.admit();
  }

  /** True with a place, which must be given back; false when none became free within `waitMs`. */
  take(waitMs: number): boolean | Promise<boolean> {
    if (this.free > 0 && !this.hasWaiting) {
      this.taken += 1;
      return true;
    }
    if (waitMs === 0) return false;
    return new Promise((resolve) => {
      const waiter: Waiter = {
        resolve,
        timer: setTimeout(() => {
          this.waiting.delete(waiter);
          resolve(false);
        }, waitMs),
      };
      this.waiting.add(waiter);
    });
  }

  giveBack(): void {
    this.taken -= 1;
    this.admit();
  }

  private admit(): void {
    for (const waiter of this.waiting) {
      if (this.free === 0) return;
      this.waiting.delete(waiter);
      clearTimeout(waiter.timer);
      this.taken += 1;
      waiter.resolve(true);
    }
  }
}
