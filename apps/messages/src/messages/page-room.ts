import type { MessageDocument } from '../mongo/documents';

const MAX_BYTES = 4 * 1024 * 1024;

/** The memory that one page of messages may take. A page may be shorter than asked for; the rest is on the next one. */
export class PageRoom {
  private bytes = 0;

  /** The last message may go beyond it, so that every page has one. */
  get isFull(): boolean {
    return this.bytes >= MAX_BYTES;
  }

  /** What the cursor finds until the room is full. */
  async take(cursor: AsyncIterable<MessageDocument>): Promise<MessageDocument[]> {
    const rows: MessageDocument[] = [];
    if (this.isFull) return rows;
    for await (const row of cursor) {
      rows.push(row);
      this.bytes += row.data.length;
      if (this.isFull) break;
    }
    return rows;
  }
}
