import { lowestId, timeOfId } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { Collections } from '../mongo/collections';
import { EPOCH } from '../mongo/indexes';
import { Queues } from '../queues/queues';

const PAGE = 500;
/** Hears of each page that was queued. */
type Told = (count: number) => Promise<void>;

/** Finds work in MongoDB that is not finished and should be, and queues it again. Unsorted: SecantusDB would sort all of it for each page. */
@Injectable()
export class LostWork {
  constructor(
    private readonly collections: Collections,
    private readonly queues: Queues,
  ) {}

  /** Messages accepted `age` milliseconds ago whose fan-out is not finished, unless it may still wait in the queue. */
  async queueOpen(age: number, isWiped: boolean, told: Told): Promise<number> {
    const oldestWaiting = isWiped ? undefined : await this.queues.oldestFanOut().catch(() => undefined);
    const before = Math.min(Date.now(), oldestWaiting ?? Number.POSITIVE_INFINITY) - age;
    const open = this.collections.messages.find(
      { open: true, _id: { $lt: lowestId('message', before) } },
      { projection: { _id: 1, topicId: 1, publisherId: 1 }, batchSize: PAGE },
    );
    return inPages(open, async (page) => {
      await this.queues.recheck(page);
      await told(page.length);
    });
  }

  /** Deliveries `age` milliseconds past due. */
  async queueDue(age: number, told: Told): Promise<number> {
    const due = this.collections.deliveries.find(
      { dueAt: { $gt: EPOCH, $lt: new Date(Date.now() - age) } },
      { projection: { _id: 1, generation: 1, dueAt: 1 }, batchSize: PAGE },
    );
    return inPages(due, async (page) => {
      await this.queues.retryLost(
        page.map(({ _id, generation, dueAt }) => ({ deliveryId: _id, generation, dueAt: dueAt! })),
      );
      await told(page.length);
    });
  }

  /** For how many milliseconds the most overdue message or delivery has been due. */
  async oldestDue(): Promise<number> {
    const now = Date.now();
    const [message] = await this.collections.messages
      .find({ open: true, _id: { $lt: lowestId('message', now) } }, { projection: { _id: 1 } })
      .sort({ _id: 1 })
      .limit(1)
      .toArray();
    const [delivery] = await this.collections.deliveries
      .find({ dueAt: { $gt: EPOCH, $lt: new Date(now) } }, { projection: { dueAt: 1 } })
      .sort({ dueAt: 1 })
      .limit(1)
      .toArray();
    return now - Math.min(now, message ? timeOfId(message._id) : now, delivery?.dueAt?.getTime() ?? now);
  }
}

/** Hands over what the cursor finds, page by page; answers how much it was. */
async function inPages<T>(cursor: mongo.FindCursor<T>, take: (page: T[]) => Promise<void>): Promise<number> {
  let count = 0;
  let page: T[] = [];
  for await (const row of cursor) {
    page.push(row);
    if (page.length < PAGE) continue;
    count += page.length;
    await take(page);
    page = [];
  }
  await take(page);
  return count + page.length;
}
