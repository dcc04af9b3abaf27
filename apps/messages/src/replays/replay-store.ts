import { AnikaError, type Filter, lowestId, newId, type ReplaySelection, timeOfId } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import { Collections } from '../mongo/collections';
import type { ReplayDocument } from '../mongo/documents';
import { EPOCH } from '../mongo/indexes';
import { CLOCK_SLACK_MS } from '../mongo/windows';
import { WalkStore } from '../walks/walk-store';
import type { Recipient } from './recipients';

const MAX_RUNNING = 2;

export interface NewReplay {
  readonly recipient: Recipient;
  readonly startedBy: ReplayDocument['startedBy'];
  readonly only: ReplaySelection;
  readonly filter?: Filter;
  readonly from?: string;
  readonly to?: string;
}

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

@Injectable()
export class ReplayStore extends WalkStore<ReplayDocument> {
  constructor(private readonly collections: Collections) {
    super(collections.replays);
  }

  /** Nobody begins with it before it is known to be one of two. @throws {AnikaError} TOO_MANY_REPLAYS. */
  async insert(replay: ReplayDocument): Promise<void> {
    const running = { subscriptionId: replay.subscriptionId, state: 'running' } as const;
    const isOneTooMany = async () => (await this.collections.replays.countDocuments(running)) > MAX_RUNNING;
    if (!(await this.insertUnless(replay, isOneTooMany))) throw new AnikaError('TOO_MANY_REPLAYS');
  }

  /** Forgets those that ended before that time; answers how many. */
  async forget(before: Date): Promise<number> {
    const ended = { endedAt: { $gt: EPOCH, $lt: before } };
    return (await this.collections.replays.deleteMany(ended)).deletedCount;
  }
}
