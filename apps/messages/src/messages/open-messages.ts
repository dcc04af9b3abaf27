import { Batcher } from '@anika/platform';
import { Injectable, Logger, type OnApplicationShutdown } from '@nestjs/common';
import { Collections } from '../mongo/collections';

const LINGER_MS = 500;
/** Each takes twice as long as an insert, and a publish waits for all of them (see `partsOf`). */
const MAX_ITEMS = 10;

/** Marks messages as done once every target's outcome is recorded. Nobody waits for it: the sweeper would look again. */
@Injectable()
export class OpenMessages implements OnApplicationShutdown {
  private readonly logger = new Logger(OpenMessages.name);
  private readonly batcher: Batcher<string, undefined>;

  constructor(private readonly collections: Collections) {
    this.batcher = new Batcher({
      flush: (ids) => this.flush(ids),
      maxItems: MAX_ITEMS,
      concurrency: 1,
      lingerMs: LINGER_MS,
    });
  }

  close(ids: readonly string[]): void {
    for (const id of ids) void this.batcher.add(id);
  }

  /** By now no call is in flight that could close more. */
  async onApplicationShutdown(): Promise<void> {
    await this.batcher.drain();
  }

  private async flush(ids: readonly string[]): Promise<undefined[]> {
    try {
      await this.collections.messages.updateMany({ _id: { $in: [...ids] } }, { $unset: { open: '' } });
    } catch (error) {
      this.logger.warn(`${ids.length} messages stay open for the sweeper: ${String(error)}`);
    }
    return ids.map(() => undefined);
  }
}
