import { randomUUID } from 'node:crypto';
import type { Outcome } from '@anika/contracts';
import { Batcher } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import { Collections, DURABLE } from '../mongo/collections';
import { duplicatesOf } from '../mongo/duplicate-key';
import type { DeliveryDocument } from '../mongo/documents';
import { newDelivery, updatesOf } from './outcome-writes';

/** SecantusDB answers nobody while it writes: 0.35 ms an insert, 1.9 ms an update. A publish waits for what is under way. */
const INSERTS = { maxItems: 20, concurrency: 2 } as const;
/** One after the other: two outcomes of one delivery keep their order. */
const UPDATES = { maxItems: 5, concurrency: 1 } as const;

/** Writes deliveries, those of all calls in turn and few at once, so that no publish waits long for them. */
@Injectable()
export class DeliveryWrites {
  private readonly inserts: Batcher<Outcome, boolean>;
  private readonly updates: Batcher<Outcome, DeliveryDocument | undefined>;

  constructor(private readonly collections: Collections) {
    this.inserts = new Batcher({ flush: (outcomes) => this.insertAll(outcomes), ...INSERTS });
    this.updates = new Batcher({ flush: (outcomes) => this.updateAll(outcomes), ...UPDATES });
  }

  /** False for one that is there already. */
  insert(outcome: Outcome): Promise<boolean> {
    return this.inserts.add(outcome);
  }

  /** The delivery as it is then; undefined when the outcome did not count: it was not pending, or not in that generation. */
  update(outcome: Outcome): Promise<DeliveryDocument | undefined> {
    return this.updates.add(outcome);
  }

  private async insertAll(outcomes: readonly Outcome[]): Promise<readonly boolean[]> {
    try {
      await this.collections.deliveries.insertMany(outcomes.map(newDelivery), { ordered: false, ...DURABLE });
      return outcomes.map(() => true);
    } catch (error) {
      const duplicates = duplicatesOf(error);
      if (!duplicates) throw error;
      return outcomes.map((_, index) => !duplicates.includes(index));
    }
  }

  private async updateAll(outcomes: readonly Outcome[]): Promise<readonly (DeliveryDocument | undefined)[]> {
    const { deliveries } = this.collections;
    const record = randomUUID();
    const updates = outcomes.flatMap((outcome) => updatesOf(outcome, record));
    await deliveries.bulkWrite(updates, { ordered: true, ...DURABLE });
    const _id = { $in: outcomes.map(({ deliveryId }) => deliveryId) };
    const found = await deliveries.find({ _id, record }).toArray();
    const byId = new Map(found.map((delivery) => [delivery._id, delivery]));
    return outcomes.map(({ deliveryId }) => byId.get(deliveryId));
  }
}
