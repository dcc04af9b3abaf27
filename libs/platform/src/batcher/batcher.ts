export interface BatcherOptions<T, R> {
  /** Writes one batch; answers one result per item, in order. A rejection rejects every item of the batch. */
  readonly flush: (items: readonly T[]) => Promise<readonly R[]>;
  readonly maxItems: number;
  /** Bytes of a batch; needs `sizeOf`. An item larger than this goes alone. */
  readonly maxBytes?: number;
  readonly sizeOf?: (item: T) => number;
  /** Batches that may be in flight at once. */
  readonly concurrency: number;
  /** Milliseconds to wait for more items before a batch goes; 0 (default): the first item goes at once. */
  readonly lingerMs?: number;
}

interface Entry<T, R> {
  readonly item: T;
  readonly size: number;
  readonly resolve: (result: R) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Group commit: items that arrive while a batch is being written form the next batch. Without `lingerMs` the first item goes
 * at once, so that a lone item waits for nobody and a crowd shares its writes.
 *
 * @example
 * const batcher = new Batcher({ flush: (rows) => insert(rows), maxItems: 500, concurrency: 2 });
 * await batcher.add(row); // resolves when the batch with this row is written
 */
export class Batcher<T, R> {
  private queue: Entry<T, R>[] = [];
  private queuedBytes = 0;
  private inFlight = 0;
  private timer: NodeJS.Timeout | undefined;
  private idleListeners: (() => void)[] = [];

  constructor(private readonly options: BatcherOptions<T, R>) {}

  /** Resolves with the item's result once its batch is written. */
  add(item: T): Promise<R> {
    return new Promise((resolve, reject) => {
      const size = this.options.sizeOf?.(item) ?? 0;
      this.queuedBytes += size;
      this.queue.push({ item, size, resolve, reject });
      this.schedule();
    });
  }

  /** Items waiting or being written. */
  get pending(): number {
    return this.queue.length + this.inFlight;
  }

  /** Bytes of what waits for its batch; 0 without `sizeOf`. */
  get pendingBytes(): number {
    return this.queuedBytes;
  }

  /** Writes what waits without lingering; resolves when nothing is left. */
  async drain(): Promise<void> {
    this.stopTimer();
    this.pump();
    if (this.pending > 0) await new Promise<void>((resolve) => this.idleListeners.push(resolve));
  }

  private schedule(): void {
    if (!this.options.lingerMs || this.queue.length >= this.options.maxItems) {
      this.stopTimer();
      this.pump();
    } else {
      this.timer ??= setTimeout(() => {
        this.timer = undefined;
        this.pump();
      }, this.options.lingerMs);
    }
  }

  private stopTimer(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
  }

  private pump(): void {
    while (this.queue.length > 0 && this.inFlight < this.options.concurrency)
      void this.write(this.takeBatch());
    if (this.pending === 0) {
      const listeners = this.idleListeners;
      this.idleListeners = [];
      for (const listener of listeners) listener();
    }
  }

  private takeBatch(): Entry<T, R>[] {
    const maxBytes = this.options.maxBytes ?? Number.POSITIVE_INFINITY;
    let bytes = 0;
    let length = 0;
    for (const entry of this.queue) {
      if (length === this.options.maxItems || (length > 0 && bytes + entry.size > maxBytes)) break;
      bytes += entry.size;
      length += 1;
    }
    this.queuedBytes -= bytes;
    return this.queue.splice(0, length);
  }

  private async write(batch: readonly Entry<T, R>[]): Promise<void> {
    this.inFlight += 1;
    try {
      const results = await this.options.flush(batch.map((entry) => entry.item));
      batch.forEach((entry, index) => entry.resolve(results[index] as R));
    } catch (error) {
      for (const entry of batch) entry.reject(error);
    } finally {
      this.inFlight -= 1;
      // While there is a timer, what came meanwhile waits for it.
      if (!this.timer) this.pump();
    }
  }
}
