/** Bounds the bytes of messages in memory: who needs more than is left waits in turn. More than the whole budget goes alone. */
export class ByteBudget {
  private free: number;
  private readonly waiting: { readonly bytes: number; readonly go: () => void }[] = [];

  constructor(private readonly total: number) {
    this.free = total;
  }

  /** Runs the work once there is room for its bytes; what it turns out not to need it may give back. */
  async spend<T>(bytes: number, work: (needsOnly: (bytes: number) => void) => Promise<T>): Promise<T> {
    let share = Math.min(bytes, this.total);
    const giveBack = (some: number): void => {
      share -= some;
      this.free += some;
      this.admit();
    };
    if (this.waiting.length > 0 || share > this.free)
      await new Promise<void>((go) => this.waiting.push({ bytes: share, go }));
    else this.free -= share;
    try {
      return await work((needed) => giveBack(Math.max(0, share - needed)));
    } finally {
      giveBack(share);
    }
  }

  private admit(): void {
    for (let next = this.waiting[0]; next && next.bytes <= this.free; next = this.waiting[0]) {
      this.waiting.shift();
      this.free -= next.bytes;
      next.go();
    }
  }
}
