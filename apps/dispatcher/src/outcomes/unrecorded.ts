/**
 * Lets a delivery's turn end before its outcome is recorded: a store that is slow for a second is no reason not to send. Beyond a
 * number of each partner it is: what is not recorded is sent again after a crash.
 */
export class Unrecorded {
  private readonly counts = new Map<string, number>();

  /** @param most outcomes of one partner whose recording nobody waits for */
  constructor(private readonly most: number) {}

  /** Resolves at once, or with the recording when there are too many; that it failed is to be seen at `recording`. */
  async add(partner: string, recording: Promise<void>): Promise<void> {
    const count = (this.counts.get(partner) ?? 0) + 1;
    this.counts.set(partner, count);
    const ended = recording.catch(() => undefined).finally(() => this.leave(partner));
    if (count > this.most) await ended;
  }

  private leave(partner: string): void {
    const left = this.counts.get(partner)! - 1;
    if (left === 0) this.counts.delete(partner);
    else this.counts.set(partner, left);
  }
}
