import { lowestId } from '@anika/contracts';
import type { Collections } from '../mongo/collections';
import type { MessageDocument } from '../mongo/documents';
import { Stride } from '../mongo/stride';
import type { Window } from '../mongo/windows';
import { newestIn } from './newest';

/** Documents of one read; where a token finds them, most of them match. */
const READ = 1000;
const READ_BY_TOKEN = 200;
const FIRST_BY_TOKEN_MS = 24 * 60 * 60_000;
/** What one request may cost: documents read, and milliseconds. */
const MAX_READ = 20_000;
const MAX_MS = 2000;

export interface SearchRange extends Window {
  readonly topicId: string;
  /** Ids below this one only. */
  readonly before: string | undefined;
  /** Of each match, one is there; only for messages from `indexedFrom` on. */
  readonly tokens: readonly string[] | undefined;
  readonly indexedFrom: number;
}

/** Reads a topic's messages from the newest to the oldest, in portions, as long as one request may. */
export class SearchWalk {
  private readonly stride: Stride;
  private readonly begun = performance.now();
  private end: number;
  private before: string | undefined;
  private count = 0;

  constructor(
    private readonly collections: Collections,
    private readonly range: SearchRange,
  ) {
    this.stride = new Stride(range.tokens ? FIRST_BY_TOKEN_MS : undefined);
    this.before = range.before;
    this.end = range.to;
  }

  get isOver(): boolean {
    return this.end <= this.range.from;
  }

  get isSpent(): boolean {
    return this.count >= MAX_READ || performance.now() - this.begun > MAX_MS;
  }

  /** Everything from this id on has been read. */
  get position(): string {
    const end = lowestId('message', this.end);
    return this.before !== undefined && this.before < end ? this.before : end;
  }

  /** The next messages that may match, newest first; there may be none although the walk goes on. */
  async next(): Promise<MessageDocument[]> {
    const { topicId, from, tokens, indexedFrom } = this.range;
    const isIndexed = tokens !== undefined && this.end > indexedFrom;
    const start = this.stride.start(this.end, isIndexed ? Math.max(from, indexedFrom) : from);
    const _id = { $gte: lowestId('message', start), $lt: this.position };
    const begun = performance.now();
    const found = await (isIndexed
      ? this.byTokens(_id, tokens)
      : newestIn(this.collections, { topicId, _id, limit: READ }));
    this.count += found.rows.length;
    this.stride.adapt(performance.now() - begun, found.hasMore);
    if (found.hasMore) this.before = found.rows.at(-1)!._id;
    else this.end = start;
    return found.rows;
  }

  /** Each token's newest, brought into one order as far as all of them reach. */
  private async byTokens(_id: object, tokens: readonly string[]) {
    const { topicId } = this.range;
    const parts = await Promise.all(
      tokens.map((f) => newestIn(this.collections, { topicId, _id, f, limit: READ_BY_TOKEN })),
    );
    const reach = parts
      .filter(({ hasMore }) => hasMore)
      .reduce((highest, { rows }) => (rows.at(-1)!._id > highest ? rows.at(-1)!._id : highest), '');
    const byId = new Map(parts.flatMap(({ rows }) => rows.map((row) => [row._id, row])));
    const rows = [...byId.values()].filter((row) => row._id >= reach);
    return { rows: rows.toSorted((a, b) => (a._id < b._id ? 1 : -1)), hasMore: reach !== '' };
  }
}
