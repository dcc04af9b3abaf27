import type { Sweep } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import { Collections } from '../mongo/collections';

const ASKED = 'last';
const REGULAR = 'regular';
export type Found = 'messages' | 'deliveries' | 'holds';

/** How far the round is that an operator asked for, and what the last regular one found; kept in MongoDB, as any replica may be asked. */
@Injectable()
export class SweepReport {
  constructor(private readonly collections: Collections) {}

  async begin(): Promise<void> {
    const fresh = { state: 'running', startedAt: new Date(), messages: 0, deliveries: 0, holds: 0 } as const;
    await this.collections.sweeps.replaceOne({ _id: ASKED }, fresh, { upsert: true });
  }

  async add(what: Found, count: number): Promise<void> {
    if (count > 0) await this.collections.sweeps.updateOne({ _id: ASKED }, { $inc: { [what]: count } });
  }

  async end(state: 'done' | 'failed'): Promise<void> {
    await this.collections.sweeps.updateOne({ _id: ASKED }, { $set: { state, finishedAt: new Date() } });
  }

  /** Of a regular round, when it is over. */
  async note(startedAt: Date, found: Readonly<Record<Found, number>>): Promise<void> {
    const round = { state: 'done', startedAt, finishedAt: new Date(), ...found } as const;
    await this.collections.sweeps.replaceOne({ _id: REGULAR }, round, { upsert: true });
  }

  read(): Promise<Sweep> {
    return this.find(ASKED);
  }

  readRegular(): Promise<Sweep> {
    return this.find(REGULAR);
  }

  private async find(_id: string): Promise<Sweep> {
    const last = await this.collections.sweeps.findOne({ _id });
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
