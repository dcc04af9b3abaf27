import { randomUUID } from 'node:crypto';
import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Collections } from '../mongo/collections';
import { isDuplicateKey } from '../mongo/duplicate-key';

export type LeaseName = 'sweeper' | 'health';

const LIFE_MS = 30_000;

/** Chooses one replica for a work that goes on and on: a document that its holder prolongs. Two holders at once would do double work, no harm. */
@Injectable()
export class Lease implements OnApplicationShutdown {
  private readonly holder = randomUUID();

  constructor(private readonly collections: Collections) {}

  /** Takes or prolongs the lease; false while another replica has it. */
  async take(name: LeaseName): Promise<boolean> {
    const now = Date.now();
    try {
      const { matchedCount, upsertedCount } = await this.collections.leases.updateOne(
        { _id: name, $or: [{ holder: this.holder }, { until: { $lt: new Date(now) } }] },
        { $set: { holder: this.holder, until: new Date(now + LIFE_MS) } },
        { upsert: true },
      );
      return matchedCount + upsertedCount > 0;
    } catch (error) {
      if (isDuplicateKey(error)) return false;
      throw error;
    }
  }

  /** After the last round, so that the next replica need not wait for the end of its life. */
  async onApplicationShutdown(): Promise<void> {
    await this.collections.leases.deleteMany({ holder: this.holder }).catch(() => undefined);
  }
}
