import type { Filter } from '@anika/contracts';
import { SnapshotCache } from '@anika/platform';
import { matches } from '@anika/webhooks';
import { Injectable } from '@nestjs/common';
import { subjectFor } from '../messages/subject-for';
import { Collections } from '../mongo/collections';
import type { ReplayDocument } from '../mongo/documents';
import type { Recipient } from './recipients';
import { takesMissing } from './selected-states';

/** Answers those of the messages that match, in their order. */
export type Keep = (ids: readonly string[]) => Promise<string[]>;

type Filtered = Pick<ReplayDocument, 'filter' | 'only'>;

/** Which messages a replay leaves out: judged as a fan-out would, on what the subscriber's grant shows now. */
@Injectable()
export class ReplayFilters {
  constructor(
    private readonly collections: Collections,
    private readonly snapshots: SnapshotCache,
  ) {}

  /** What to ask of messages; undefined when all are sent. */
  keeping(replay: Filtered, recipient: Recipient): Keep | undefined {
    const filters = filtersOf(replay, recipient);
    return filters.length === 0 ? undefined : (ids) => this.keep(ids, filters, recipient);
  }

  private async keep(
    ids: readonly string[],
    filters: readonly Filter[],
    { topicId, partnerId }: Recipient,
  ): Promise<string[]> {
    const snapshot = await this.snapshots.get(topicId);
    const wanted = new Set<string>();
    const found = this.collections.messages.find(
      { _id: { $in: [...ids] } },
      { projection: { type: 1, data: 1, erased: 1 } },
    );
    for await (const message of found) {
      if (message.erased !== undefined) continue;
      const subject = subjectFor(snapshot, message, partnerId);
      if (filters.every((filter) => matches(filter, subject))) wanted.add(message._id);
    }
    return ids.filter((id) => wanted.has(id));
  }
}

/** The replay's own and, where messages without a delivery are sent, the subscription's of today. */
function filtersOf({ filter, only }: Filtered, recipient: Recipient): Filter[] {
  const own = filter === undefined ? [] : [JSON.parse(filter) as Filter];
  return takesMissing(only) && recipient.filter ? [...own, recipient.filter] : own;
}
