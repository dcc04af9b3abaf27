import { type ErasureCount, type Filter, lowestId, type TopicSnapshot } from '@anika/contracts';
import { matches } from '@anika/webhooks';
import { Injectable } from '@nestjs/common';
import { subjectFor } from '../messages/subject-for';
import { Collections } from '../mongo/collections';
import type { ErasureDocument } from '../mongo/documents';
import { tokensToRead } from '../search/field-tokens';
import { SearchIndexes } from '../search/search-indexes';
import { SearchWalk } from '../search/search-walk';

const PAGE = 100;

type Selected = Pick<ErasureDocument, 'topicId' | 'filter' | 'messageIds' | 'from' | 'to' | 'cursor'>;

/** Some of the messages; everything from `cursor` on has been looked at. */
export interface Selection {
  readonly ids: readonly string[];
  readonly cursor: string;
  readonly isOver: boolean;
}

/** Which messages an erasure is about, from the newest to the oldest. What is erased already is not among them. */
@Injectable()
export class ErasureSelection {
  constructor(
    private readonly collections: Collections,
    private readonly indexes: SearchIndexes,
  ) {}

  next(erasure: Selected, topic: TopicSnapshot): Promise<Selection> {
    const { filter, messageIds = [] } = erasure;
    return filter === undefined
      ? this.byIds(erasure, messageIds)
      : this.byFilter(erasure, topic, JSON.parse(filter) as Filter);
  }

  /** `goOn` is asked now and then; when it says no, the count is not complete. */
  async count(erasure: Selected, topic: TopicSnapshot, goOn: () => Promise<boolean>): Promise<ErasureCount> {
    let count = 0;
    for (let cursor = erasure.cursor; ;) {
      const selection = await this.next({ ...erasure, cursor }, topic);
      count += selection.ids.length;
      if (selection.isOver) return { count, complete: true };
      if (!(await goOn())) return { count, complete: false };
      cursor = selection.cursor;
    }
  }

  /** As a search of the owner, by its index where there is one. */
  private async byFilter(
    { topicId, from, to, cursor }: Selected,
    topic: TopicSnapshot,
    filter: Filter,
  ): Promise<Selection> {
    const tokens = tokensToRead(topic, topic.ownerId, filter);
    const walk = new SearchWalk(this.collections, {
      topicId,
      from: from.getTime(),
      to: to.getTime(),
      before: cursor,
      tokens,
      indexedFrom: tokens ? await this.indexes.indexedFrom(topic) : 0,
    });
    const ids: string[] = [];
    while (ids.length < PAGE && !walk.isOver && !walk.isSpent)
      for (const message of await walk.next())
        if (matches(filter, subjectFor(topic, message, topic.ownerId))) ids.push(message._id);
    return { ids, cursor: walk.position, isOver: walk.isOver };
  }

  private async byIds({ topicId, from, cursor }: Selected, all: readonly string[]): Promise<Selection> {
    const left = [...new Set(all)]
      .filter((id) => id < cursor)
      .toSorted()
      .toReversed();
    const some = left.slice(0, PAGE);
    const found = await this.collections.messages
      .find({ _id: { $in: some } }, { projection: { topicId: 1, erased: 1 } })
      .toArray();
    const ids = found.filter((message) => message.topicId === topicId && message.erased === undefined);
    const isOver = left.length <= PAGE;
    const next = isOver ? lowestId('message', from.getTime()) : some.at(-1)!;
    return { ids: ids.map(({ _id }) => _id), cursor: next, isOver };
  }
}
