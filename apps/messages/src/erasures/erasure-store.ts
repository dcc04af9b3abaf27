import {
  AnikaError,
  type EraseMessages,
  type Filter,
  type Identity,
  lowestId,
  newId,
  timeOfId,
} from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import { Collections } from '../mongo/collections';
import type { ErasureDocument } from '../mongo/documents';
import { EPOCH } from '../mongo/indexes';
import { CLOCK_SLACK_MS } from '../mongo/windows';
import { WalkStore } from '../walks/walk-store';

const MAX_RUNNING = 5;

export interface NewErasure {
  readonly identity: Identity;
  readonly topicId: string;
  readonly wanted: EraseMessages;
  /** No message that there is has an id of a later time, in milliseconds. */
  readonly newest: number;
}

/** An erasure that is not stored: what it would be about. */
export function describeErasure({ identity, topicId, wanted, newest }: NewErasure): ErasureDocument {
  const { partnerId, userId, credentialId } = identity;
  const byFilter = 'filter' in wanted ? wanted : undefined;
  const oldest = timeOfId(topicId) - CLOCK_SLACK_MS;
  const from = Math.max(oldest, byFilter?.from === undefined ? 0 : Date.parse(byFilter.from));
  const end = byFilter?.to === undefined ? Number.POSITIVE_INFINITY : Date.parse(byFilter.to);
  const to = Math.max(from, Math.min(newest + 1, end));
  return {
    _id: newId('erasure'),
    topicId,
    partnerId,
    requestedBy: { ...(userId !== undefined && { userId }), credentialId },
    ...('filter' in wanted
      ? { filter: JSON.stringify(wanted.filter), paths: pathsOf(wanted.filter) }
      : { messageIds: wanted.messageIds }),
    from: new Date(from),
    to: new Date(to),
    state: 'running',
    done: 0,
    cursor: lowestId('message', to),
    heldUntil: EPOCH,
    createdAt: new Date(),
  };
}

/** What a filter asks for, without the values. */
function pathsOf(filter: Filter): string[] {
  const paths = Object.entries(filter).flatMap(([name, part]) =>
    name.startsWith('$') ? ([part].flat() as Filter[]).flatMap(pathsOf) : [name],
  );
  return [...new Set(paths)].toSorted();
}

@Injectable()
export class ErasureStore extends WalkStore<ErasureDocument> {
  constructor(private readonly collections: Collections) {
    super(collections.erasures, ['filter', 'messageIds']);
  }

  /** @throws {AnikaError} TOO_MANY_ERASURES. */
  async insert(erasure: ErasureDocument): Promise<void> {
    const running = { topicId: erasure.topicId, state: 'running' } as const;
    const isOneTooMany = async () => (await this.collections.erasures.countDocuments(running)) > MAX_RUNNING;
    if (!(await this.insertUnless(erasure, isOneTooMany))) throw new AnikaError('TOO_MANY_ERASURES');
  }
}
