import { createHash } from 'node:crypto';
import { REDIS_KEYS } from '@anika/contracts';
import { InjectRedis, within } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { LRUCache } from 'lru-cache';

/** Nothing is sent to the endpoint before `until`. */
export interface Pause {
  readonly reason: 'retry_after' | 'circuit_open' | 'rate_limited';
  readonly until: Date;
}

/** Of a subscription, by its id. */
export interface Endpoint {
  readonly topicId: string;
  readonly id: string;
  readonly url: string;
}

const MAX_SUBSCRIPTIONS = 100_000;
const READ_MS = 50;
/** An open circuit must be known a little longer than it lasts. */
const KEEP_MS = 60_000;

/**
 * Endpoints that asked for a pause, or failed too often. This process knows its own at once; Redis tells the other replicas. Without
 * Redis each replica finds out by itself. A pause is of an endpoint: a changed URL starts afresh.
 */
@Injectable()
export class Pauses {
  private readonly own = new LRUCache<string, Pause>({ max: MAX_SUBSCRIPTIONS });

  constructor(@InjectRedis() private readonly redis: Redis) {}

  note(endpoint: Endpoint, pause: Pause): void {
    const field = fieldOf(endpoint);
    this.own.set(field, pause);
    const key = REDIS_KEYS.pauses(endpoint.topicId);
    const until = pause.until.getTime();
    this.redis
      .multi()
      .hset(key, field, `${pause.reason} ${until}`)
      .pexpire(key, until - Date.now() + KEEP_MS, 'NX')
      .pexpire(key, until - Date.now() + KEEP_MS, 'GT')
      .exec()
      .catch(() => undefined);
  }

  forget(endpoint: Endpoint): void {
    const field = fieldOf(endpoint);
    this.own.delete(field);
    this.redis.hdel(REDIS_KEYS.pauses(endpoint.topicId), field).catch(() => undefined);
  }

  /** Takes over what other replicas know of a topic's endpoints; within 50 ms, and never rejects. */
  async refresh(topicId: string): Promise<void> {
    const fields = await within(
      this.redis.hgetall(REDIS_KEYS.pauses(topicId)).catch(() => undefined),
      READ_MS,
    );
    for (const [field, text] of Object.entries(fields ?? {})) {
      const [reason, until] = text.split(' ') as [Pause['reason'], string];
      this.own.set(field, { reason, until: new Date(Number(until)) });
    }
  }

  find(endpoint: Endpoint, now: number): Pause | undefined {
    const field = fieldOf(endpoint);
    const pause = this.own.get(field);
    if (!pause) return undefined;
    if (pause.until.getTime() > now) return pause;
    this.own.delete(field);
    return undefined;
  }
}

function fieldOf({ id, url }: Endpoint): string {
  return `${id} ${createHash('sha256').update(url).digest('base64url').slice(0, 12)}`;
}
