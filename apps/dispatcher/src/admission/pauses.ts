import { createHash } from 'node:crypto';
import { type Outcome, REDIS_KEYS, type SnapshotSubscription } from '@anika/contracts';
import { InjectRedis, within } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { LRUCache } from 'lru-cache';

const REASONS = ['retry_after', 'circuit_open', 'rate_limited'] as const;
type PauseReason = (typeof REASONS)[number];

/** Nothing is sent to the endpoint before `until`. */
export interface Pause {
  readonly reason: PauseReason;
  readonly until: Date;
}

export type Held = Extract<Outcome['result'], { state: 'held' }>;

/** Of what is held because of the pause. */
export function heldBy({ reason, until }: Pause): Held {
  return { state: 'held', reason, until: until.toISOString() };
}

/** Of a subscription. */
export interface Endpoint {
  readonly topicId: string;
  readonly url: string;
  /** Of its pauses: the subscription's id, and a hash of the URL. */
  readonly key: string;
}

export function endpointOf(topicId: string, { id, url }: Pick<SnapshotSubscription, 'id' | 'url'>): Endpoint {
  return { topicId, url, key: `${id} ${createHash('sha256').update(url).digest('base64url').slice(0, 12)}` };
}

interface Known {
  readonly until: number;
  /** Told to the other replicas, or by one of them. */
  isShared: boolean;
}

const MAX_TOPICS = 10_000;
const READ_MS = 50;
/** An open circuit must be known a little longer than it lasts. */
const KEEP_MS = 60_000;
/** ARGV: field, until when, and how long the key is kept, milliseconds. An earlier end than the one there changes nothing. */
const NOTE = `
if (tonumber(redis.call('HGET', KEYS[1], ARGV[1])) or 0) < tonumber(ARGV[2]) then redis.call('HSET', KEYS[1], ARGV[1], ARGV[2]) end
if redis.call('PTTL', KEYS[1]) < tonumber(ARGV[3]) then redis.call('PEXPIRE', KEYS[1], ARGV[3]) end
return 1`;

/**
 * Endpoints that asked for a pause, or failed too often; the reasons stand side by side, and the last one to end counts. This process
 * knows its own at once; Redis tells the other replicas. Without Redis each replica finds out by itself. A pause is of an endpoint: a
 * changed URL starts afresh.
 */
@Injectable()
export class Pauses {
  /** By topic and field. */
  private readonly known = new LRUCache<string, Map<string, Known>>({ max: MAX_TOPICS });

  constructor(@InjectRedis() private readonly redis: Redis) {}

  note(endpoint: Endpoint, { reason, until: end }: Pause): void {
    const [field, until] = [fieldOf(endpoint, reason), end.getTime()];
    const known = this.of(endpoint.topicId);
    if ((known.get(field)?.until ?? 0) >= until) return;
    const pause: Known = { until, isShared: false };
    known.set(field, pause);
    const key = REDIS_KEYS.pauses(endpoint.topicId);
    this.redis.eval(NOTE, 1, key, field, until, until - Date.now() + KEEP_MS).then(
      () => (pause.isShared = true),
      () => undefined,
    );
  }

  /** The endpoint takes webhooks again. What it asked for itself still counts. */
  closeCircuit(endpoint: Endpoint): void {
    const field = fieldOf(endpoint, 'circuit_open');
    this.of(endpoint.topicId).delete(field);
    this.redis.hdel(REDIS_KEYS.pauses(endpoint.topicId), field).catch(() => undefined);
  }

  /** Takes over what other replicas know of a topic's endpoints; within 50 ms, and never rejects. */
  async refresh(topicId: string): Promise<void> {
    const fields = await within(
      this.redis.hgetall(REDIS_KEYS.pauses(topicId)).catch(() => undefined),
      READ_MS,
    );
    if (!fields) return;
    const [known, now] = [this.of(topicId), Date.now()];
    for (const [field, { until, isShared }] of known) {
      // Another replica has closed the circuit.
      const isClosed = isShared && field.endsWith('circuit_open') && !(field in fields);
      if (isClosed || until <= now) known.delete(field);
    }
    for (const [field, text] of Object.entries(fields)) {
      const until = Number(text);
      if (until > Math.max(now, known.get(field)?.until ?? 0)) known.set(field, { until, isShared: true });
    }
  }

  find(endpoint: Endpoint, now: number): Pause | undefined {
    const known = this.known.get(endpoint.topicId);
    if (!known || known.size === 0) return undefined;
    const pauses = REASONS.map((reason) => ({
      reason,
      until: known.get(fieldOf(endpoint, reason))?.until ?? 0,
    }));
    const last = pauses.reduce((one, other) => (other.until > one.until ? other : one));
    return last.until > now ? { ...last, until: new Date(last.until) } : undefined;
  }

  private of(topicId: string): Map<string, Known> {
    const known = this.known.get(topicId) ?? new Map<string, Known>();
    this.known.set(topicId, known);
    return known;
  }
}

const fieldOf = ({ key }: Endpoint, reason: PauseReason): string => `${key} ${reason}`;
