export interface Share {
  readonly jobs: number;
  readonly bytes: number;
}

/** How much of each partner is in progress in this process, so that none fills it. */
export class Shares {
  private readonly used = new Map<string, { jobs: number; bytes: number }>();

  constructor(private readonly limit: Share) {}

  /** Undefined when the partner has its share already; else what to call when the job is over. One job is always let in. */
  take(partner: string, bytes: number): (() => void) | undefined {
    const share = this.used.get(partner) ?? { jobs: 0, bytes: 0 };
    const isOver = share.jobs >= this.limit.jobs || share.bytes + bytes > this.limit.bytes;
    if (share.jobs > 0 && isOver) return undefined;
    share.jobs += 1;
    share.bytes += bytes;
    this.used.set(partner, share);
    return () => {
      share.jobs -= 1;
      share.bytes -= bytes;
      if (share.jobs === 0) this.used.delete(partner);
    };
  }
}
