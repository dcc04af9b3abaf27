import { AnikaError, errorCode, GetSnapshot, REDIS_KEYS, type TopicSnapshot } from '@anika/contracts';
import type { Redis } from 'ioredis';
import { LRUCache } from 'lru-cache';
import type { RpcClient } from '../rpc/rpc-client';

/** A version read from Redis: a number, or null when Redis does not know or does not answer in time. */
export type KnownVersion = number | null;

export interface SnapshotQuery {
  /** The snapshot may not be older, such as a message's `topicVersion`. */
  readonly minVersion?: number;
  /** A version read that was started earlier with `readVersion`. */
  readonly knownVersion?: Promise<KnownVersion>;
}

interface Entry {
  readonly snapshot: TopicSnapshot;
  /** When topics last said that this is the current one, in milliseconds. */
  readonly confirmedAt: number;
}

const VERSION_READ_MS = 50;
const CONFIRM_MS = 30_000;
const MAX_AGE_MS = 10 * 60_000;
const SILENT_MS = 5000;
const MAX_TOPICS = 10_000;
const FETCHES = 3;

/**
 * Topic snapshots, kept current by comparing versions with Redis at each use.
 *
 * A held snapshot is used when Redis knows no newer version and topics confirmed it in the last 30 s. When Redis is silent,
 * topics is asked; when topics is silent too, the held one serves for 10 minutes, and topics is asked again each 5 s. One older than a version that was ever
 * seen is never used.
 */
export class SnapshotCache {
  private readonly entries = new LRUCache<string, Entry>({ max: MAX_TOPICS });
  private readonly seen = new LRUCache<string, number>({ max: MAX_TOPICS });
  /** Topics that could not be fetched lately, until when the held snapshot serves at once: each try may wait for a timeout. */
  private readonly silentUntil = new LRUCache<string, number>({ max: MAX_TOPICS });
  private readonly fetching = new Map<string, Promise<TopicSnapshot>>();

  constructor(
    private readonly redis: Redis,
    private readonly topics: RpcClient,
    private readonly subscriptions: boolean,
    private readonly now: () => number = Date.now,
  ) {}

  /** Starts reading the topic's version; resolves within 50 ms and never rejects. */
  readVersion(topicId: string): Promise<KnownVersion> {
    return new Promise((resolve) => {
      // After a look at the sockets: a process that was busy so long has the answer there.
      const timer = setTimeout(() => setImmediate(() => resolve(null)), VERSION_READ_MS);
      const settle = (text: string | null) => {
        clearTimeout(timer);
        resolve(text === null ? null : Number(text));
      };
      this.redis.get(REDIS_KEYS.topicVersion(topicId)).then(settle, () => settle(null));
    });
  }

  /**
   * The topic's current snapshot.
   *
   * @throws {AnikaError} NOT_FOUND for an unknown topic, SERVICE_UNAVAILABLE when no current snapshot can be had.
   */
  async get(topicId: string, query: SnapshotQuery = {}): Promise<TopicSnapshot> {
    const version = await (query.knownVersion ?? this.readVersion(topicId));
    const needed = this.raiseSeen(topicId, Math.max(version ?? 0, query.minVersion ?? 0));
    const held = this.entries.get(topicId);
    const current = held !== undefined && held.snapshot.version >= needed;
    const age = this.now() - (held?.confirmedAt ?? 0);
    if (current && version !== null && age < CONFIRM_MS) return held.snapshot;
    if (current && age < MAX_AGE_MS && this.isSilent(topicId)) return held.snapshot;
    // What is being fetched may have been read before this use began; without a version nothing would tell.
    if (version === null) await this.fetching.get(topicId)?.catch(() => undefined);
    try {
      return await this.fetchAtLeast(topicId, needed);
    } catch (error) {
      if (errorCode(error) === 'NOT_FOUND') this.entries.delete(topicId);
      else if (current && age < MAX_AGE_MS) return this.serveWhileSilent(topicId, held);
      throw error;
    }
  }

  private isSilent(topicId: string): boolean {
    return (this.silentUntil.get(topicId) ?? 0) > this.now();
  }

  private serveWhileSilent(topicId: string, { snapshot }: Entry): TopicSnapshot {
    this.silentUntil.set(topicId, this.now() + SILENT_MS);
    return snapshot;
  }

  private raiseSeen(topicId: string, version: number): number {
    const highest = Math.max(version, this.seen.get(topicId) ?? 0);
    this.seen.set(topicId, highest);
    return highest;
  }

  /** A fetch under way may have begun before the change that is asked for: then another one follows. */
  private async fetchAtLeast(topicId: string, version: number): Promise<TopicSnapshot> {
    for (let round = 0; round < FETCHES; round += 1) {
      const snapshot = await this.fetchOnce(topicId);
      if (snapshot.version >= version) return snapshot;
    }
    throw new AnikaError('SERVICE_UNAVAILABLE', {
      detail: 'The topic was changed and its new state is not known yet.',
    });
  }

  private fetchOnce(topicId: string): Promise<TopicSnapshot> {
    const running = this.fetching.get(topicId);
    if (running) return running;
    const fetch = this.fetch(topicId).finally(() => this.fetching.delete(topicId));
    this.fetching.set(topicId, fetch);
    return fetch;
  }

  private async fetch(topicId: string): Promise<TopicSnapshot> {
    const held = this.entries.get(topicId);
    const answer = await this.topics.call(GetSnapshot, {
      topicId,
      subscriptions: this.subscriptions,
      ifVersion: held?.snapshot.version,
    });
    const snapshot = 'snapshot' in answer ? answer.snapshot : held?.snapshot;
    if (!snapshot) throw new AnikaError('SERVICE_UNAVAILABLE');
    this.entries.set(topicId, { snapshot, confirmedAt: this.now() });
    this.silentUntil.delete(topicId);
    this.raiseSeen(topicId, snapshot.version);
    return snapshot;
  }
}
