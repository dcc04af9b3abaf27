import type { Seen } from '../delivery/departures';

const FRESH_MS = 20;

/** What a fan-out job sees, read anew while its units wait for their turns: rights end, and messages are erased, meanwhile. */
export class TopicView {
  private reading: Promise<void> | undefined;

  constructor(
    private seen: Seen,
    private readonly read: () => Promise<Seen>,
  ) {}

  /** At most 20 ms old. */
  async now(): Promise<Seen> {
    if (performance.now() - this.seen.at > FRESH_MS) {
      this.reading ??= this.refresh().finally(() => {
        this.reading = undefined;
      });
      await this.reading;
    }
    return this.seen;
  }

  private async refresh(): Promise<void> {
    this.seen = await this.read();
  }
}
