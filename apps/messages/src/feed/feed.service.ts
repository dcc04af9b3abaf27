import { setTimeout as delay } from 'node:timers/promises';
import { AnikaError, type Identity, isId, lowestId, type MessageQuery, timeOfId } from '@anika/contracts';
import { cursorAfter, readCursor } from '@anika/platform';
import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';
import { messageJson, messagePageJson } from '../messages/message-answers';
import { messagesIn } from '../messages/message-range';
import { PageRoom } from '../messages/page-room';
import { TopicReader } from '../messages/topic-reader';
import { Collections } from '../mongo/collections';
import type { MessageDocument } from '../mongo/documents';
import { CLOCK_SLACK_MS, readForth } from '../mongo/windows';
import { Floors } from './floors';
import { type Connection, type OpenRead, OpenReads } from './open-reads';

const POLL_MS = 250;
const STREAM_PAGE = 100;
const HEARTBEAT_MS = 15_000;
/** Then the client comes again: no connection is kept for good. */
const STREAM_MS = 60_000;

type Query = Pick<MessageQuery, 'limit' | 'cursor' | 'type' | 'from' | 'wait' | 'as'>;

/** Messages in the order of their ids, none missed and none twice: for partners who ask instead of being called. */
@Injectable()
export class FeedService implements BeforeApplicationShutdown {
  private isStopping = false;

  constructor(
    private readonly collections: Collections,
    private readonly floors: Floors,
    private readonly openReads: OpenReads,
    private readonly topics: TopicReader,
  ) {}

  beforeApplicationShutdown(): void {
    this.isStopping = true;
  }

  /**
   * A page, as soon as there is something; else an empty one after `wait` seconds. There is always a next cursor.
   *
   * @throws {AnikaError} RATE_LIMITED when too many are waiting; CREDENTIAL_INVALID when its credential ends while it waits
   */
  async page(identity: Identity, topicId: string, query: Query, connection: Connection): Promise<string> {
    const deadline = Date.now() + (query.wait ?? 0) * 1000;
    const after = startOf(topicId, query);
    const open = query.wait ? this.openReads.begin(identity, connection) : undefined;
    const isOver = () => Date.now() >= deadline || this.isStopping || connection.destroyed;
    try {
      for (;;) {
        const { see } = await this.topics.assertReads(identity, topicId, query.as);
        if (open?.isEnded) throw new AnikaError('CREDENTIAL_INVALID');
        const { rows, end } = await this.read(topicId, after, query);
        if (rows.length > 0 || isOver())
          return messagePageJson(rows, cursorAfter(rows.at(-1)?._id ?? end), see);
        await delay(Math.min(POLL_MS, deadline - Date.now()));
      }
    } finally {
      if (open) this.openReads.end(open);
    }
  }

  /**
   * Server-sent events (HTML standard, section 9.2), each with the message's id; ends after a minute, or when the right or the
   * credential ends.
   *
   * @throws {AnikaError} NOT_FOUND or RATE_LIMITED before anything is sent
   */
  async stream(identity: Identity, topicId: string, lastEventId: string | undefined, connection: Connection) {
    await this.topics.assertReads(identity, topicId);
    if (lastEventId !== undefined && !isId('message', lastEventId))
      throw new AnikaError('VALIDATION_FAILED', {
        errors: [{ pointer: 'Last-Event-ID', code: 'INVALID', message: 'must be the id of a message' }],
      });
    // Not when the first event is asked for: of many that come at once, all would find room.
    const open = this.openReads.begin(identity, connection);
    return this.events(open, topicId, lastEventId ?? lowestId('message', Date.now()));
  }

  private async *events(open: OpenRead, topicId: string, start: string): AsyncGenerator<string> {
    const end = Date.now() + STREAM_MS;
    // While there is nothing to send, nothing else tells that the reader has gone.
    const isOver = () => Date.now() >= end || this.isStopping || open.isEnded || open.connection.destroyed;
    try {
      let after = start;
      let lastSent = Date.now();
      yield 'retry: 1000\n\n';
      while (!isOver()) {
        const reader = await this.topics.readerOf(open.reader.partnerId, topicId);
        if (!reader?.isActive) return;
        const { rows } = await this.read(topicId, after, { limit: STREAM_PAGE });
        for (const row of rows) {
          // The reader takes its time.
          if (isOver()) return;
          yield eventOf(row, messageJson(row, reader.see));
        }
        after = rows.at(-1)?._id ?? after;
        if (rows.length > 0) lastSent = Date.now();
        else if (Date.now() - lastSent > HEARTBEAT_MS) {
          yield ': nothing new\n\n';
          lastSent = Date.now();
        }
        if (rows.length < STREAM_PAGE) await delay(POLL_MS);
      }
    } finally {
      this.openReads.end(open);
    }
  }

  private async read(
    topicId: string,
    after: string,
    { limit, type }: Pick<Query, 'limit' | 'type'>,
  ): Promise<{ rows: MessageDocument[]; end: string }> {
    const floor = await this.floors.lowest();
    const room = new PageRoom();
    const range = { from: timeOfId(after), to: floor };
    const rows = await readForth(range, limit, (window, missing) => {
      const lowest = lowestId('message', window.from);
      const _id = { $gt: after > lowest ? after : lowest, $lt: lowestId('message', window.to) };
      return room.take(messagesIn(this.collections, { topicId, _id, type, order: 1, limit: missing }));
    });
    const end = lowestId('message', Math.max(floor, timeOfId(after)));
    return { rows, end: end > after ? end : after };
  }
}

function startOf(topicId: string, { cursor, from }: Query): string {
  const after = readCursor(cursor, (id) => isId('message', id));
  if (after !== undefined) return after;
  return lowestId('message', from === undefined ? timeOfId(topicId) - CLOCK_SLACK_MS : Date.parse(from) - 1);
}

function eventOf({ _id }: MessageDocument, json: string): string {
  const data = json
    .split(/\r\n|\r|\n/)
    .map((line) => `data: ${line}`)
    .join('\n');
  return `id: ${_id}\nevent: message\n${data}\n\n`;
}
