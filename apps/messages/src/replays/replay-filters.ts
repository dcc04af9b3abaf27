import type { Filter } from '@anika/contracts';
import { SnapshotCache } from '@anika/platform';
import { matches } from '@anika/webhooks';
import { Injectable } from '@nestjs/common';
import { subjectFor } from '../messages/subject-for';
import { Collections } from '../mongo/collections';
import type { ReplayDocument } from '../mongo/documents';
import type { Recipient } from './recipients';
import { takesMissing } from './selected-states';

type Filtered = Pick<ReplayDocument, 'filter' | 'only'>;

/** Which messages a replay leaves out: judged as a fan-out would, on what the subscriber's grant shows now. */
@Injectable()
export class ReplayFilters {
  constructor(
    private readonly collections: Collections,
    private readonly snapshots: SnapshotCache,
  ) {}

  /** The replay's own filter and, where messages without a delivery are sent, the subscription's of today. */
  of({ filter, only }: Filtered, recipient: Recipient): Filter[] {
    const own = filter === undefined ? [] : [JSON.parse(filter) as Filter];
    return takesMissing(only) && recipient.filter ? [...own, recipient.filter] : own;
  }

  /** Those of the messages that match all filters, in their order. */
  async keep(ids: readonly string[], filters: readonly Filter[], recipient: Recipient): Promise<string[]> {
    if (filters.length === 0 || ids.length === 0) return [...ids];
    const snapshot = await this.snapshots.get(recipient.topicId);
    const wanted = new Set<string>();
    const found = this.collections.messages.find({ _id: { $in: [...ids] } });
    for await (const message of found) {
      const subject = subjectFor(snapshot, message, recipient.partnerId);
      if (filters.every((filter) => matches(filter, subject))) wanted.add(message._id);
    }
    return ids.filter((id) => wanted.has(id));
  }
}
