import { randomUUID } from 'node:crypto';
import {
  AnikaError,
  type Filter,
  lowestId,
  newId,
  type ReplaySelection,
  type ReplayState,
  timeOfId,
} from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import { Collections, DURABLE } from '../mongo/collections';
import type { ReplayDocument } from '../mongo/documents';
import { EPOCH } from '../mongo/indexes';
import { CLOCK_SLACK_MS } from '../mongo/windows';
import type { Recipient } from './recipients';

const MAX_RUNNING = 2;
/** For so long after its last step a replay is its replica's. */
const HOLD_MS = 5000;

export interface NewReplay {
  readonly recipient: Recipient;
  readonly startedBy: ReplayDocument['startedBy'];
  readonly only: ReplaySelection;
  readonly filter?: Filter;
  readonly from?: string;
  readonly to?: string;
}

type Progress = Pick<ReplayDocument, 'count' | 'done' | 'cursor' | 'page' | 'nextCursor'>;

/** A replay that is not stored: what it would be about. */
export function describeReplay({ recipient, startedBy, only, filter, from, to }: NewReplay): ReplayDocument {
  const now = Date.now();
  const oldest = timeOfId(recipient.topicId) - CLOCK_SLACK_MS;
  const start = Math.max(oldest, from === undefined ? 0 : Date.parse(from));
  // What was accepted in this very millisecond belongs to it.
  const end = Math.min(now + 1, to === undefined ? Number.POSITIVE_INFINITY : Date.parse(to));
  return {
    _id: newId('replay'),
    subscriptionId: recipient.id,
    topicId: recipient.topicId,
    partnerId: recipient.partnerId,
    startedBy,
    only,
    ...(filter && { filter: JSON.stringify(filter) }),
    from: new Date(start),
    to: new Date(Math.max(start, end)),
    state: 'running',
    done: 0,
    cursor: lowestId('message', start),
    heldUntil: EPOCH,
    createdAt: new Date(now),
  };
}

/** Replays as documents. One works on each, the replica that holds it; what another one writes to it does not count. */
@Injectable()
export class ReplayStore {
  private readonly holder = randomUUID();

  constructor(private readonly collections: Collections) {}

  /** Nobody begins with it before it is known to be one of two. @throws {AnikaError} TOO_MANY_REPLAYS. */
  async insert(replay: ReplayDocument): Promise<void> {
    const { replays } = this.collections;
    const { _id, subscriptionId } = replay;
    await replays.insertOne({ ...replay, heldUntil: inFuture() }, DURABLE);
    if ((await replays.countDocuments({ subscriptionId, state: 'running' })) > MAX_RUNNING) {
      await replays.deleteOne({ _id });
      throw new AnikaError('TOO_MANY_REPLAYS');
    }
    await replays.updateOne({ _id }, { $set: { heldUntil: EPOCH } });
  }

  /** Running ones that this replica works on, or may: nobody else has done so lately. Oldest first. */
  async mine(): Promise<ReplayDocument[]> {
    const { replays } = this.collections;
    const free = { $or: [{ holder: this.holder }, { heldUntil: { $lt: new Date() } }] };
    const found = await replays.find({ state: 'running', ...free }).toArray();
    return found.toSorted((a, b) => (a._id < b._id ? -1 : 1));
  }

  /** The replay as it is now, held by this replica; undefined when it has ended or is another one's. */
  async take(_id: string): Promise<ReplayDocument | undefined> {
    const { replays } = this.collections;
    const { matchedCount } = await replays.updateOne(
      { _id, state: 'running', $or: [{ holder: this.holder }, { heldUntil: { $lt: new Date() } }] },
      { $set: { holder: this.holder, heldUntil: inFuture() } },
    );
    return matchedCount === 0 ? undefined : ((await replays.findOne({ _id })) ?? undefined);
  }

  /** False when it is no longer this replica's to work on. */
  async save(_id: string, { page, nextCursor, ...progress }: Partial<Progress>): Promise<boolean> {
    const { matchedCount } = await this.collections.replays.updateOne(
      { _id, state: 'running', holder: this.holder },
      {
        $set: { ...progress, heldUntil: inFuture(), ...(page && { page, nextCursor }) },
        ...(!page && { $unset: { page: '', nextCursor: '' } }),
      },
      DURABLE,
    );
    return matchedCount > 0;
  }

  async end(_id: string, state: Exclude<ReplayState, 'running'>, reason?: string): Promise<boolean> {
    const { matchedCount } = await this.collections.replays.updateOne(
      { _id, state: 'running' },
      {
        $set: { state, endedAt: new Date(), ...(reason !== undefined && { reason }) },
        $unset: { holder: '', page: '', nextCursor: '' },
      },
      DURABLE,
    );
    return matchedCount > 0;
  }

  /** Forgets those that ended before that time; answers how many. */
  async forget(before: Date): Promise<number> {
    const ended = { endedAt: { $gt: EPOCH, $lt: before } };
    return (await this.collections.replays.deleteMany(ended)).deletedCount;
  }

  /** For the other replicas to go on with at once. */
  async giveUp(): Promise<void> {
    await this.collections.replays.updateMany(
      { state: 'running', holder: this.holder },
      { $set: { heldUntil: EPOCH }, $unset: { holder: '' } },
    );
  }
}

function inFuture(): Date {
  return new Date(Date.now() + HOLD_MS);
}
