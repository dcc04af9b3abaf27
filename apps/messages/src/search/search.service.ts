import {
  AnikaError,
  type Filter,
  type Identity,
  isId,
  type SearchIndex,
  type SearchMessages,
  timeOfId,
  type TopicSnapshot,
} from '@anika/contracts';
import { cursorAfter, readCursor, SnapshotCache } from '@anika/platform';
import { matches } from '@anika/webhooks';
import { Injectable } from '@nestjs/common';
import { idempotencyHash, nextIdempotencyHash } from '../messages/idempotency-hash';
import { messageJson } from '../messages/message-answers';
import { subjectFor } from '../messages/subject-for';
import { type Reader, TopicReader } from '../messages/topic-reader';
import { Collections } from '../mongo/collections';
import type { MessageDocument } from '../mongo/documents';
import { rangeOf } from '../mongo/windows';
import { tokensToRead } from './field-tokens';
import { SearchIndexes } from './search-indexes';
import { SearchWalk } from './search-walk';

const MAX_OF_KEY = 100;
const MAX_PAGE_BYTES = 4 * 1024 * 1024;

interface Found {
  readonly rows: readonly MessageDocument[];
  readonly next: string | null;
  readonly incomplete?: true;
  readonly hint?: string;
}
type Judge = (message: MessageDocument) => boolean;

/** A topic's messages by what is in them, as the reader sees them. */
@Injectable()
export class SearchService {
  constructor(
    private readonly collections: Collections,
    private readonly indexes: SearchIndexes,
    private readonly snapshots: SnapshotCache,
    private readonly topics: TopicReader,
  ) {}

  async search(identity: Identity, topicId: string, query: SearchMessages): Promise<string> {
    const reader = await this.topics.assertReads(identity, topicId, query.as);
    const snapshot = await this.snapshots.get(topicId);
    const judge = judgeOf(snapshot, reader.partnerId, query);
    const found =
      query.id !== undefined || query.idempotencyKey !== undefined
        ? await this.one(reader, topicId, query, judge)
        : await this.walk(reader, snapshot, query, judge);
    return pageJson(found, reader);
  }

  /** For the owner alone: the names of fields may be nobody else's business. */
  async index(identity: Identity, topicId: string): Promise<SearchIndex> {
    const { isOwner } = await this.topics.assertReads(identity, topicId);
    if (!isOwner) throw new AnikaError('FORBIDDEN', { detail: 'Only the owner sees what is indexed.' });
    return this.indexes.progress(await this.snapshots.get(topicId));
  }

  private async one(
    { partnerId, isOwner }: Reader,
    topicId: string,
    { id, idempotencyKey }: SearchMessages,
    judge: Judge,
  ): Promise<Found> {
    if (idempotencyKey !== undefined && !isOwner)
      throw new AnikaError('FORBIDDEN', { detail: 'Idempotency keys are known to the owner alone.' });
    const { messages } = this.collections;
    const found =
      idempotencyKey === undefined
        ? await messages.find({ _id: id! }).toArray()
        : await this.byKey(idempotencyHash(partnerId, topicId, idempotencyKey));
    const isWanted = ({ _id }: MessageDocument) => id === undefined || _id === id;
    const rows = found.filter(
      (message) =>
        message.topicId === topicId && message.erased === undefined && isWanted(message) && judge(message),
    );
    return { rows, next: null };
  }

  /** A key may be used again after a day: then there are several. */
  private async byKey(first: string): Promise<MessageDocument[]> {
    const found: MessageDocument[] = [];
    for (let idem = first; found.length < MAX_OF_KEY;) {
      const message = await this.collections.messages.findOne({ idem });
      if (!message) break;
      found.unshift(message);
      idem = nextIdempotencyHash(idem, message._id);
    }
    return found;
  }

  private async walk(
    { partnerId }: Reader,
    snapshot: TopicSnapshot,
    { filter = {}, from, to, cursor, limit }: SearchMessages,
    judge: Judge,
  ): Promise<Found> {
    const { topicId } = snapshot;
    const before = readCursor(cursor, (id) => isId('message', id));
    const tokens = tokensToRead(snapshot, partnerId, filter);
    const walk = new SearchWalk(this.collections, {
      ...rangeOf({ since: topicId, from, to, before }),
      topicId,
      before,
      tokens,
      indexedFrom: tokens ? await this.indexes.indexedFrom(snapshot) : 0,
    });
    const rows: MessageDocument[] = [];
    let bytes = 0;
    while (!walk.isOver) {
      for (const message of await walk.next()) {
        if (!judge(message)) continue;
        if (rows.length === limit || bytes >= MAX_PAGE_BYTES)
          return { rows, next: cursorAfter(rows.at(-1)!._id) };
        rows.push(message);
        bytes += message.data.length;
      }
      if (walk.isSpent && !walk.isOver)
        return { rows, next: cursorAfter(walk.position), incomplete: true, hint: hintFor(filter, tokens) };
    }
    return { rows, next: null };
  }
}

function judgeOf(
  snapshot: TopicSnapshot,
  partnerId: string,
  { filter, type, publisherId, from, to }: SearchMessages,
): Judge {
  const start = from === undefined ? -Infinity : Date.parse(from);
  const end = to === undefined ? Infinity : Date.parse(to);
  return (message) => {
    if (type !== undefined && message.type !== type) return false;
    const time = timeOfId(message._id);
    if (time < start || time >= end) return false;
    if (publisherId !== undefined && message.publisherId !== publisherId) return false;
    return filter === undefined || matches(filter, subjectFor(snapshot, message, partnerId));
  };
}

function hintFor(filter: Filter, tokens: readonly string[] | undefined): string {
  const paths = Object.keys(filter).filter((name) => name.startsWith('data.'));
  const narrow = 'narrow `from` and `to`';
  if (tokens || paths.length === 0) return `To find it sooner, ${narrow}.`;
  const names = paths.map((path) => path.slice('data.'.length)).join(', ');
  return `To find it sooner, ${narrow}, or ask by equality for a field that the topic’s owner declared in searchableFields. Asked for: ${names}.`;
}

function pageJson({ rows, next, incomplete, hint }: Found, { see }: Reader): string {
  const data = rows.map((message) => messageJson(message, see)).join(',');
  return `{"data":[${data}],${JSON.stringify({ nextCursor: next, incomplete, hint }).slice(1)}`;
}
