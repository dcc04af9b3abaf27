import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';

const MAX_SUBSCRIPTIONS = 100_000;

/** Endpoints that asked for a pause (429 or 503 with `Retry-After`): nothing is sent to them from here until then. */
@Injectable()
export class RetryAfter {
  private readonly until = new LRUCache<string, Date>({ max: MAX_SUBSCRIPTIONS });

  note(subscriptionId: string, until: Date): void {
    this.until.set(subscriptionId, until);
  }

  /** Until when to wait, or undefined. */
  find(subscriptionId: string, now: number = Date.now()): Date | undefined {
    const until = this.until.get(subscriptionId);
    if (until && until.getTime() <= now) this.until.delete(subscriptionId);
    return until && until.getTime() > now ? until : undefined;
  }
}
