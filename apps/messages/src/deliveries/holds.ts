import type { Outcome } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Collections, DURABLE } from '../mongo/collections';
import { duplicatesOf } from '../mongo/duplicate-key';
import { partsOf } from '../mongo/parts';
import { Queues } from '../queues/queues';

/** What is held for a subscription, and why. */
export interface Hold {
  readonly subscriptionId: string;
  readonly topicId: string;
  readonly reason: Extract<Outcome['result'], { state: 'held' }>['reason'];
  readonly until?: string;
}

/** These end by themselves; that another is over is told by others: a resume, a new partner state. */
const PASSING: ReadonlySet<string> = new Set([
  'retry_after',
  'circuit_open',
  'busy',
  'rate_limited',
  'replay',
]);
const SOON_MS = 1000;
const MAX_KNOWN = 100_000;
/** So long what this process wrote last is taken for what stands there. */
const WRITTEN_MS = 5000;

/** One document for each subscription that something is held for. Whoever parks deliveries writes it before and after. */
@Injectable()
export class Holds {
  /** When the release of a subscription is due that this process has queued: no need to queue it again. */
  private readonly releases = new LRUCache<string, number>({ max: MAX_KNOWN });
  private readonly written = new LRUCache<string, string>({ max: MAX_KNOWN, ttl: WRITTEN_MS });

  constructor(
    private readonly collections: Collections,
    private readonly queues: Queues,
  ) {}

  /** Raises `rev`: a release that found nothing before does not end the hold any more. */
  async write(holds: readonly Hold[]): Promise<void> {
    const known = holds.filter((hold) => this.written.get(hold.subscriptionId) === contentsOf(hold));
    const areRaised = await this.raise(known);
    await this.upsert(areRaised ? holds.filter((hold) => !known.includes(hold)) : holds);
  }

  /**
   * For many holds of dead endpoints half the cost of writing what already stands there; another replica may have written another reason
   * since, which is as true. False when some have ended.
   */
  private async raise(holds: readonly Hold[]): Promise<boolean> {
    let raised = 0;
    for (const part of partsOf(holds)) {
      const _id = { $in: part.map(({ subscriptionId }) => subscriptionId) };
      const { matchedCount } = await this.collections.holds.updateMany(
        { _id },
        { $inc: { rev: 1 } },
        DURABLE,
      );
      raised += matchedCount;
    }
    return raised === holds.length;
  }

  private async upsert(holds: readonly Hold[]): Promise<void> {
    for (const part of partsOf(holds)) await this.upsertPart(part);
  }

  private async upsertPart(holds: readonly Hold[]): Promise<void> {
    const upserts = holds.map(({ subscriptionId: _id, topicId, reason, until }) => ({
      updateOne: {
        filter: { _id },
        update: {
          $set: { topicId, reason, ...(until !== undefined && { until: new Date(until) }) },
          ...(until === undefined && { $unset: { until: '' as const } }),
          $inc: { rev: 1 },
        },
        upsert: true,
      },
    }));
    const write = () => this.collections.holds.bulkWrite(upserts, { ordered: false, ...DURABLE });
    try {
      await write();
    } catch (error) {
      // Another replica inserted the same hold in this moment: now it is there to be updated.
      if (!duplicatesOf(error)) throw error;
      await write();
    }
    for (const hold of holds) this.written.set(hold.subscriptionId, contentsOf(hold));
  }

  /** Its release has been asked for, or is over: the next one is to be queued. */
  forgetRelease(subscriptionId: string): void {
    this.releases.delete(subscriptionId);
  }

  /** Has those that end by themselves released at their time. */
  async queueReleases(holds: readonly Hold[]): Promise<void> {
    const now = Date.now();
    const passing = holds.filter(
      ({ subscriptionId, reason }) => PASSING.has(reason) && (this.releases.get(subscriptionId) ?? 0) <= now,
    );
    await Promise.all(
      passing.map(({ subscriptionId, topicId, until }) => {
        const at = until === undefined ? new Date(now + SOON_MS) : new Date(until);
        this.releases.set(subscriptionId, at.getTime());
        return this.queues.releaseAt([{ subscriptionId, topicId }], at);
      }),
    );
  }
}

const contentsOf = ({ topicId, reason, until }: Hold): string => JSON.stringify([topicId, reason, until]);
