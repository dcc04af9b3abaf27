import { type Outcome, parseDeliveryId } from '@anika/contracts';
import { Metrics } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { DeadLetterEvents } from '../events/dead-letter-events';
import { EndpointHealth } from '../health/endpoint-health';
import { OpenMessages } from '../messages/open-messages';
import { Collections, DURABLE } from '../mongo/collections';
import { duplicatesOf } from '../mongo/duplicate-key';
import { Queues } from '../queues/queues';
import { beginsDelivery, newDelivery, updatesOf } from './outcome-writes';

type Held = Extract<Outcome['result'], { state: 'held' }>;

/** These end by themselves; what is over is told by others: a resume, a new partner state. */
const PASSING: ReadonlySet<string> = new Set([
  'retry_after',
  'circuit_open',
  'busy',
  'rate_limited',
  'replay',
]);
const SOON_MS = 1000;
const MAX_RELEASES = 100_000;

/** Writes what became of deliveries, adds the jobs that follow, and lets messages be closed. Repeating it changes nothing. */
@Injectable()
export class OutcomeRecorder {
  private readonly recorded;
  /** When the release of a subscription is due that this process has queued: no need to queue it again. */
  private readonly releases = new LRUCache<string, number>({ max: MAX_RELEASES });

  constructor(
    private readonly collections: Collections,
    private readonly deadLetters: DeadLetterEvents,
    private readonly health: EndpointHealth,
    private readonly open: OpenMessages,
    private readonly queues: Queues,
    metrics: Metrics,
  ) {
    this.recorded = metrics.counter('anika_outcomes_total', 'Outcomes recorded', ['state']);
  }

  async record(outcomes: readonly Outcome[], closed: readonly string[]): Promise<number> {
    const held = heldBySubscription(outcomes);
    // Told before they are recorded: a crash in between tells them again, and the same event twice is one.
    const inVain = await this.redeliveredInVain(outcomes);
    const dead = outcomes.filter(
      ({ deliveryId, result }) => result.state === 'dead' && !inVain.has(deliveryId),
    );
    await this.deadLetters.tell(dead);
    // Before, for a crash in between; and after, for a release in between that found nothing and ended the hold.
    await this.hold(held);
    const existing = await this.insert(outcomes.filter(beginsDelivery));
    await this.update([...outcomes.filter((outcome) => !beginsDelivery(outcome)), ...existing]);
    await this.hold(held);
    await this.addJobs(outcomes, dead);
    await this.queueReleases(held);
    await this.health.note(outcomes);
    this.open.close(closed);
    for (const { result } of outcomes) this.recorded.inc({ state: result.state });
    return outcomes.length;
  }

  /** Answers those that exist already: the second outcome of a pending delivery, or a repeated call. */
  private async insert(outcomes: readonly Outcome[]): Promise<Outcome[]> {
    if (outcomes.length === 0) return [];
    try {
      await this.collections.deliveries.insertMany(outcomes.map(newDelivery), { ordered: false, ...DURABLE });
      return [];
    } catch (error) {
      const duplicates = duplicatesOf(error);
      if (!duplicates) throw error;
      return duplicates.map((index) => outcomes[index]!);
    }
  }

  private async update(outcomes: readonly Outcome[]): Promise<void> {
    if (outcomes.length === 0) return;
    await this.collections.deliveries.bulkWrite(outcomes.flatMap(updatesOf), { ordered: true, ...DURABLE });
  }

  private async hold(held: ReadonlyMap<string, { topicId: string; result: Held }>): Promise<void> {
    if (held.size === 0) return;
    const upserts = [...held].map(
      ([
        _id,
        {
          topicId,
          result: { reason, until },
        },
      ]) => ({
        updateOne: {
          filter: { _id },
          update: {
            $set: { topicId, reason, ...(until !== undefined && { until: new Date(until) }) },
            ...(until === undefined && { $unset: { until: '' as const } }),
            $inc: { rev: 1 },
          },
          upsert: true,
        },
      }),
    );
    const write = () => this.collections.holds.bulkWrite(upserts, { ordered: false, ...DURABLE });
    try {
      await write();
    } catch (error) {
      // Another replica inserted the same hold in this moment: now it is there to be updated.
      if (!duplicatesOf(error)) throw error;
      await write();
    }
  }

  private async queueReleases(held: ReadonlyMap<string, { topicId: string; result: Held }>): Promise<void> {
    const now = Date.now();
    for (const [subscriptionId, { topicId, result }] of held) {
      if (!PASSING.has(result.reason) || (this.releases.get(subscriptionId) ?? 0) > now) continue;
      const at = result.until === undefined ? new Date(now + SOON_MS) : new Date(result.until);
      this.releases.set(subscriptionId, at.getTime());
      await this.queues.releaseAt([{ subscriptionId, topicId }], at);
    }
  }

  /** One that is retried already has its job, which then stays as it is. */
  private async addJobs(outcomes: readonly Outcome[], dead: readonly Outcome[]): Promise<void> {
    await this.queues.retry(
      outcomes.flatMap(({ deliveryId, generation, result }) =>
        result.state === 'retrying' ? [{ deliveryId, generation, dueAt: new Date(result.dueAt) }] : [],
      ),
    );
    await this.queues.deadLetter(
      dead.flatMap(({ deliveryId, generation, result, attempt }) =>
        result.state === 'dead' ? [{ deliveryId, generation, error: attempt?.error ?? result.reason }] : [],
      ),
    );
  }

  /** Those of the dead that had been delivered before: they stay so. */
  private async redeliveredInVain(outcomes: readonly Outcome[]): Promise<ReadonlySet<string>> {
    const ids = outcomes
      .filter(({ result, generation }) => result.state === 'dead' && generation > 0)
      .map(({ deliveryId }) => deliveryId);
    if (ids.length === 0) return new Set();
    const found = this.collections.deliveries.find(
      { _id: { $in: ids } },
      { projection: { state: 1, redelivery: 1 } },
    );
    const inVain = (await found.toArray()).filter(
      ({ state, redelivery }) => redelivery || state === 'delivered',
    );
    return new Set(inVain.map(({ _id }) => _id));
  }
}

function heldBySubscription(
  outcomes: readonly Outcome[],
): ReadonlyMap<string, { topicId: string; result: Held }> {
  return new Map(
    outcomes.flatMap(({ deliveryId, topicId, result }) =>
      result.state === 'held' ? [[parseDeliveryId(deliveryId)!.subscriptionId, { topicId, result }]] : [],
    ),
  );
}
