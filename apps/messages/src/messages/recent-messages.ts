import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import type { MessageDocument } from '../mongo/documents';

const KEEP_MS = 5000;
const MAX_BYTES = 64 * 1024 * 1024;

/** What this process has just committed, so that the dispatcher's question for it needs no database. */
@Injectable()
export class RecentMessages {
  private readonly cache = new LRUCache<string, MessageDocument>({
    maxSize: MAX_BYTES,
    ttl: KEEP_MS,
    sizeCalculation: ({ data }) => data.length + 500,
  });

  add(message: MessageDocument): void {
    this.cache.set(message._id, message);
  }

  find(id: string): MessageDocument | undefined {
    return this.cache.get(id);
  }

  forget(id: string): void {
    this.cache.delete(id);
  }
}
