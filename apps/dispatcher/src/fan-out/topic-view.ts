import { FRESH_MS, type Seen } from '../delivery/departures';

/** What a fan-out job sees, read anew while its units wait for their turns: rights end, and messages are erased, meanwhile. */
export class TopicView {
  private reading: Promise<void> | undefined;

  /** @param readAt of what was seen first, in milliseconds */
  constructor(
    private seen: Seen,
    private readAt: number,
    private readonly read: () => Promise<Seen>,
  ) {}

  /** At most 20 ms old. */
  async now(): Promise<Seen> {
    if (Date.now() - this.readAt > FRESH_MS) {
      this.reading ??= this.refresh().finally(() => {
        this.reading = undefined;
      });
      await this.reading;
    }
    return this.seen;
  }

  private async refresh(): Promise<void> {
    const at = Date.now();
    this.seen = await this.read();
    this.readAt = at;
  }
}
