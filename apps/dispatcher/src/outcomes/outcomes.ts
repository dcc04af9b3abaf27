import { setTimeout as delay } from 'node:timers/promises';
import { type Outcome, RecordOutcomes } from '@anika/contracts';
import { Batcher, InjectRpc, type RpcClient } from '@anika/platform';
import { Injectable, Logger } from '@nestjs/common';

type Item = { readonly outcome: Outcome } | { readonly closed: string };

const LINGER_MS = 100;
const MAX_ITEMS = 100;
const IN_FLIGHT = 4;
/** A store that is slow is not helped by the same outcomes once more. */
const TIMEOUT_MS = 10_000;
const TRIES = 4;
const RETRY_MS = 250;

/** Reports outcomes to messages, many in one call. */
@Injectable()
export class Outcomes {
  private readonly logger = new Logger(Outcomes.name);
  private readonly batcher: Batcher<Item, undefined>;

  constructor(@InjectRpc('messages') private readonly messages: RpcClient) {
    this.batcher = new Batcher({
      flush: (items) => this.flush(items),
      maxItems: MAX_ITEMS,
      concurrency: IN_FLIGHT,
      lingerMs: LINGER_MS,
    });
  }

  /** Resolves when the outcome is durable; rejects when messages could not be reached for a while. */
  async record(outcome: Outcome): Promise<void> {
    await this.batcher.add({ outcome });
  }

  /** Every target of the message has a recorded outcome. Nobody waits: the sweeper would ask again. */
  close(messageId: string): void {
    this.batcher.add({ closed: messageId }).catch((error: unknown) => this.logger.debug(String(error)));
  }

  drain(): Promise<void> {
    return this.batcher.drain();
  }

  private async flush(items: readonly Item[]): Promise<undefined[]> {
    const outcomes = items.flatMap((item) => ('outcome' in item ? [item.outcome] : []));
    const closed = items.flatMap((item) => ('closed' in item ? [item.closed] : []));
    for (let tries = 1; ; tries += 1) {
      try {
        await this.messages.call(RecordOutcomes, { outcomes, closed }, { timeoutMs: TIMEOUT_MS });
        return items.map(() => undefined);
      } catch (error) {
        if (tries === TRIES) throw error;
        await delay(RETRY_MS * 2 ** tries);
      }
    }
  }
}
