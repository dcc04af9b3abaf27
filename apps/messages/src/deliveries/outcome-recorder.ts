import { randomUUID } from 'node:crypto';
import { type Outcome, parseDeliveryId } from '@anika/contracts';
import { Metrics } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import { DeadLetterEvents } from '../events/dead-letter-events';
import { ErasedDeliveries } from '../erasures/erased-deliveries';
import { EndpointHealth } from '../health/endpoint-health';
import { OpenMessages } from '../messages/open-messages';
import { Collections, DURABLE } from '../mongo/collections';
import { duplicatesOf } from '../mongo/duplicate-key';
import type { DeliveryDocument } from '../mongo/documents';
import { partsOf } from '../mongo/parts';
import { Queues } from '../queues/queues';
import { type Counted, OutcomeCounts } from '../statistics/outcome-counts';
import { type Hold, Holds } from './holds';
import { beginsDelivery, newDelivery, updatesOf } from './outcome-writes';

/** Each takes SecantusDB five times as long as an insert (see `partsOf`). */
const UPDATES_AT_ONCE = 5;

/** Writes what became of deliveries, adds the jobs that follow, and lets messages be closed. Repeating it changes nothing. */
@Injectable()
export class OutcomeRecorder {
  private readonly recorded;

  constructor(
    private readonly collections: Collections,
    private readonly counts: OutcomeCounts,
    private readonly deadLetters: DeadLetterEvents,
    private readonly erased: ErasedDeliveries,
    private readonly health: EndpointHealth,
    private readonly holds: Holds,
    private readonly open: OpenMessages,
    private readonly queues: Queues,
    metrics: Metrics,
  ) {
    this.recorded = metrics.counter('anika_outcomes_total', 'Outcomes recorded', ['state']);
  }

  async record(outcomes: readonly Outcome[], closed: readonly string[]): Promise<number> {
    const held = holdsIn(outcomes);
    // Told before they are recorded: a crash in between tells them again, and the same event twice is one.
    const inVain = await this.redeliveredInVain(outcomes);
    const dead = outcomes.filter(
      ({ deliveryId, result }) => result.state === 'dead' && !inVain.has(deliveryId),
    );
    await this.deadLetters.tell(dead);
    const { inserted, existing } = await this.insert(outcomes.filter(beginsDelivery));
    const known = [
      ...outcomes.filter((outcome) => !beginsDelivery(outcome)),
      ...(await this.pendingOf(existing)),
    ];
    // After, for a release in between that found nothing and ended the hold; and before, for a crash in between. What is inserted
    // needs no hold before: the job that fans out runs again then, and looks for what it has parked.
    await this.holds.write(holdsIn(known));
    const updated = await this.update(known);
    await this.erased.endRecorded(outcomes);
    await this.holds.write(held);
    await this.queue(outcomes, dead, held);
    this.health.note(outcomes);
    this.open.close(closed);
    this.counts.add([...inserted, ...updated]);
    for (const { result } of outcomes) this.recorded.inc({ state: result.state });
    return outcomes.length;
  }

  /** `existing`: the second outcome of a pending delivery, or a repeated call. */
  private async insert(
    outcomes: readonly Outcome[],
  ): Promise<{ readonly inserted: Counted[]; readonly existing: Outcome[] }> {
    const inserted: Counted[] = [];
    const existing: Outcome[] = [];
    for (const part of partsOf(outcomes)) {
      const refused = new Set(await this.tryToInsert(part));
      part.forEach((outcome, index) => {
        if (refused.has(index)) existing.push(outcome);
        else inserted.push({ outcome, isAgain: false });
      });
    }
    return { inserted, existing };
  }

  /** Answers the positions of those that are there already. */
  private async tryToInsert(outcomes: readonly Outcome[]): Promise<readonly number[]> {
    try {
      await this.collections.deliveries.insertMany(outcomes.map(newDelivery), { ordered: false, ...DURABLE });
      return [];
    } catch (error) {
      const duplicates = duplicatesOf(error);
      if (!duplicates) throw error;
      return duplicates;
    }
  }

  /** Of a repeated call nothing is pending: to look is cheaper by far than an update that finds nothing. */
  private async pendingOf(outcomes: readonly Outcome[]): Promise<readonly Outcome[]> {
    if (outcomes.length === 0) return [];
    const _id = { $in: outcomes.map(({ deliveryId }) => deliveryId) };
    const found = this.collections.deliveries.find({ _id, state: 'pending' }, { projection: { _id: 1 } });
    const pending = new Set((await found.toArray()).map((delivery) => delivery._id));
    return outcomes.filter(({ deliveryId }) => pending.has(deliveryId));
  }

  /** Answers those that counted: a repeated call finds none of them pending any more. */
  private async update(outcomes: readonly Outcome[]): Promise<Counted[]> {
    if (outcomes.length === 0) return [];
    const { deliveries } = this.collections;
    const record = randomUUID();
    const updates = outcomes.flatMap((outcome) => updatesOf(outcome, record));
    for (const part of partsOf(updates, UPDATES_AT_ONCE))
      await this.collections.asOne((session) => deliveries.bulkWrite([...part], { ordered: true, session }));
    const found = await deliveries
      .find({ _id: { $in: outcomes.map(({ deliveryId }) => deliveryId) }, record })
      .toArray();
    const byId = new Map(found.map((delivery) => [delivery._id, delivery]));
    return outcomes.flatMap((outcome) => {
      const delivery = byId.get(outcome.deliveryId);
      return delivery ? [{ outcome, isAgain: wasDelivered(outcome, delivery) }] : [];
    });
  }

  /** One that is retried already has its job, which then stays as it is. Redis may be slow to answer: all at once. */
  private async queue(
    outcomes: readonly Outcome[],
    dead: readonly Outcome[],
    held: readonly Hold[],
  ): Promise<void> {
    await Promise.all([
      this.queues.retry(
        outcomes.flatMap(({ deliveryId, generation, result }) =>
          result.state === 'retrying' ? [{ deliveryId, generation, dueAt: new Date(result.dueAt) }] : [],
        ),
      ),
      this.queues.deadLetter(
        dead.flatMap(({ deliveryId, generation, result, attempt }) =>
          result.state === 'dead' ? [{ deliveryId, generation, error: attempt?.error ?? result.reason }] : [],
        ),
      ),
      this.holds.queueReleases(held),
    ]);
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

/** Before this outcome. */
function wasDelivered({ result }: Outcome, { state, attempts }: DeliveryDocument): boolean {
  const successes = attempts.filter(({ error }) => error === undefined).length;
  return state === 'delivered' && successes > (result.state === 'delivered' ? 1 : 0);
}

/** The last of each subscription's. */
function holdsIn(outcomes: readonly Outcome[]): readonly Hold[] {
  const holds = outcomes.flatMap(({ deliveryId, topicId, result }): Hold[] => {
    if (result.state !== 'held') return [];
    const { subscriptionId } = parseDeliveryId(deliveryId)!;
    return [{ subscriptionId, topicId, reason: result.reason, until: result.until }];
  });
  return [...new Map(holds.map((hold) => [hold.subscriptionId, hold])).values()];
}
