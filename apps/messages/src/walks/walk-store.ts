import { randomUUID } from 'node:crypto';
import type { mongo } from 'mongoose';
import { DURABLE } from '../mongo/collections';
import type { WalkDocument } from '../mongo/documents';
import { EPOCH } from '../mongo/indexes';

/** For so long after its last step a walk is its replica's. */
const HOLD_MS = 5000;

type Progress = Pick<WalkDocument, 'count' | 'done' | 'cursor' | 'page' | 'nextCursor'>;
type Ended = Exclude<WalkDocument['state'], 'running'>;

/** Where walks over messages stand. One replica works on each, the one that holds it; what another one writes to it does not count. */
export abstract class WalkStore<Document extends WalkDocument> {
  private readonly holder = randomUUID();
  private readonly walks: mongo.Collection<WalkDocument>;

  /** @param spent members that are needed no longer once the walk has ended */
  protected constructor(
    collection: mongo.Collection<Document>,
    private readonly spent: readonly string[] = [],
  ) {
    this.walks = collection as unknown as mongo.Collection<WalkDocument>;
  }

  /** Nobody begins with it before `isOneTooMany` has said no. Answers whether it is there. */
  protected async insertUnless(walk: Document, isOneTooMany: () => Promise<boolean>): Promise<boolean> {
    const { _id } = walk;
    await this.walks.insertOne({ ...walk, heldUntil: inFuture() }, DURABLE);
    if (await isOneTooMany()) {
      await this.walks.deleteOne({ _id });
      return false;
    }
    await this.walks.updateOne({ _id }, { $set: { heldUntil: EPOCH } });
    return true;
  }

  /** Running ones that this replica works on, or may: nobody else has done so lately. Oldest first. */
  async mine(): Promise<string[]> {
    const free = { $or: [{ holder: this.holder }, { heldUntil: { $lt: new Date() } }] };
    const found = await this.walks.find({ state: 'running', ...free }, { projection: { _id: 1 } }).toArray();
    return found.map(({ _id }) => _id).toSorted();
  }

  /** The walk as it is now, held by this replica; undefined when it has ended or is another one's. */
  async take(_id: string): Promise<Document | undefined> {
    const { matchedCount } = await this.walks.updateOne(
      { _id, state: 'running', $or: [{ holder: this.holder }, { heldUntil: { $lt: new Date() } }] },
      { $set: { holder: this.holder, heldUntil: inFuture() } },
    );
    if (matchedCount === 0) return undefined;
    return ((await this.walks.findOne({ _id })) as unknown as Document | null) ?? undefined;
  }

  /** False when it is no longer this replica's to work on. */
  async save(_id: string, { page, nextCursor, ...progress }: Partial<Progress>): Promise<boolean> {
    const { matchedCount } = await this.walks.updateOne(
      { _id, state: 'running', holder: this.holder },
      {
        $set: { ...progress, heldUntil: inFuture(), ...(page && { page, nextCursor }) },
        ...(!page && { $unset: { page: '', nextCursor: '' } }),
      },
      DURABLE,
    );
    return matchedCount > 0;
  }

  async end(_id: string, state: Ended, reason?: string): Promise<boolean> {
    const gone = ['holder', 'page', 'nextCursor', ...this.spent].map((name) => [name, '']);
    const { matchedCount } = await this.walks.updateOne(
      { _id, state: 'running' },
      {
        $set: { state, endedAt: new Date(), ...(reason !== undefined && { reason }) },
        $unset: Object.fromEntries(gone) as Record<keyof WalkDocument, ''>,
      },
      DURABLE,
    );
    return matchedCount > 0;
  }

  /** For the other replicas to go on with at once. */
  async giveUp(): Promise<void> {
    await this.walks.updateMany(
      { state: 'running', holder: this.holder },
      { $set: { heldUntil: EPOCH }, $unset: { holder: '' } },
    );
  }
}

function inFuture(): Date {
  return new Date(Date.now() + HOLD_MS);
}
