import type { Sweep } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import { Collections } from '../mongo/collections';

const LAST = 'last';
export type Found = 'messages' | 'deliveries' | 'holds';

/** How far the round is that an operator asked for; kept in MongoDB, as any replica may be asked. */
@Injectable()
export class SweepReport {
  constructor(private readonly collections: Collections) {}

  async begin(): Promise<void> {
    const fresh = { state: 'running', startedAt: new Date(), messages: 0, deliveries: 0, holds: 0 } as const;
    await this.collections.sweeps.replaceOne({ _id: LAST }, fresh, { upsert: true });
  }

  async add(what: Found, count: number): Promise<void> {
    if (count > 0) await this.collections.sweeps.updateOne({ _id: LAST }, { $inc: { [what]: count } });
  }

  async end(state: 'done' | 'failed'): Promise<void> {
    await this.collections.sweeps.updateOne({ _id: LAST }, { $set: { state, finishedAt: new Date() } });
  }

  async read(): Promise<Sweep> {
    const last = await this.collections.sweeps.findOne({ _id: LAST });
    if (!last) return { state: 'never', messages: 0, deliveries: 0, holds: 0 };
    const { state, startedAt, finishedAt, messages, deliveries, holds } = last;
    return {
      state,
      startedAt: startedAt.toISOString(),
      ...(finishedAt && { finishedAt: finishedAt.toISOString() }),
      messages,
      deliveries,
      holds,
    };
  }
}
