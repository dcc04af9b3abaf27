import { type Outcome, parseDeliveryId } from '@anika/contracts';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { Collections } from '../mongo/collections';
import type { HealthDocument } from '../mongo/documents';
import { partsOf } from '../mongo/parts';
import { FAILURES } from './health-rules';

const REFRESH_MS = 5000;

interface Tally {
  readonly topicId: string;
  readonly partnerId: string;
  failures: number;
  lastError: string;
  lastAt: Date;
  isGone: boolean;
  /** Whether the newest of the attempts succeeded. */
  isWell: boolean;
  /** One failed before, maybe known to another replica only. */
  isRetried: boolean;
}

/** Keeps count of attempts that fail in a row. A subscription whose attempts succeed costs nothing: it has no document. */
@Injectable()
export class EndpointHealth implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(EndpointHealth.name);
  /** Those that have a document, as known here; read again now and then, as other replicas write them too. */
  private ailing: ReadonlySet<string> = new Set();
  private timer: NodeJS.Timeout | undefined;
  private noting: Promise<void> = Promise.resolve();

  constructor(private readonly collections: Collections) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.refresh(), REFRESH_MS);
    void this.refresh();
  }

  /** By now no call is in flight that could note more. */
  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.noting;
  }

  /** A subscription that is put back to work starts afresh. */
  async forget(subscriptionId: string): Promise<void> {
    await this.collections.health.deleteOne({ _id: subscriptionId });
  }

  /** It has taken a test event, which is a success like any other; tests that fail do not count. */
  async noteWorking(subscriptionId: string, at: Date): Promise<void> {
    await this.collections.health.bulkWrite(recovery(subscriptionId, at));
  }

  /** Nobody waits for it or depends on it: what cannot be written is counted at the next failure. */
  note(outcomes: readonly Outcome[]): void {
    this.noting = this.noting.then(() => this.write(outcomes));
  }

  private async write(outcomes: readonly Outcome[]): Promise<void> {
    const tallies = tally(outcomes);
    const writes = [...tallies].flatMap(([id, one]) => this.writesFor(id, one));
    if (writes.length === 0) return;
    try {
      for (const part of partsOf(writes)) await this.collections.health.bulkWrite([...part]);
      this.ailing = new Set([
        ...this.ailing,
        ...[...tallies].filter(([, one]) => !one.isWell).map(([id]) => id),
      ]);
    } catch (error) {
      this.logger.warn(`The health of ${writes.length} subscriptions was not noted: ${String(error)}`);
    }
  }

  private writesFor(_id: string, one: Tally): mongo.AnyBulkWriteOperation<HealthDocument>[] {
    const { topicId, partnerId, failures, lastError, lastAt, isGone } = one;
    if (one.isWell) return this.ailing.has(_id) || one.isRetried ? recovery(_id, lastAt) : [];
    const update = {
      $setOnInsert: { topicId, partnerId, failingSince: lastAt },
      $set: { lastFailureAt: lastAt, lastError, ...(isGone && { isGone }) },
      $inc: { failures },
    };
    const count = { updateOne: { filter: { _id }, update, upsert: true } };
    return this.ailing.has(_id) ? [...anew(_id, lastAt), count] : [count];
  }

  private async refresh(): Promise<void> {
    try {
      const found = await this.collections.health.find({}, { projection: { _id: 1 } }).toArray();
      this.ailing = new Set(found.map(({ _id }) => _id));
    } catch (error) {
      this.logger.debug(String(error));
    }
  }
}

/** Of failures too few to tell of, nothing remains, but for an end by 410 that is to be told. More may be told of in this moment: HealthWatch ends them. */
function recovery(_id: string, recoveredAt: Date): mongo.AnyBulkWriteOperation<HealthDocument>[] {
  return [
    {
      deleteOne: {
        filter: { _id, told: { $exists: false }, isGone: { $exists: false }, failures: { $lt: FAILURES } },
      },
    },
    { updateOne: { filter: { _id }, update: { $set: { recoveredAt } } } },
  ];
}

/** It had recovered, which was not told yet: its failing begins again, of which was told whoever was told before. */
function anew(_id: string, failingSince: Date): mongo.AnyBulkWriteOperation<HealthDocument>[] {
  const recovered = { _id, recoveredAt: { $exists: true } };
  const update = { $set: { failingSince, failures: 0 }, $unset: { recoveredAt: '' as const } };
  return [
    { updateOne: { filter: { ...recovered, told: { $exists: true } }, update: { $set: { told: 0 } } } },
    { updateOne: { filter: recovered, update } },
  ];
}

/** Of one record call: the attempts of each subscription, in the order of their beginning. */
function tally(outcomes: readonly Outcome[]): Map<string, Tally> {
  const tallies = new Map<string, Tally>();
  for (const { deliveryId, topicId, partnerId, attempt, result, isOfFormerUrl } of outcomes) {
    if (!attempt || isOfFormerUrl) continue;
    const { subscriptionId } = parseDeliveryId(deliveryId)!;
    const at = new Date(attempt.at);
    const known = tallies.get(subscriptionId);
    const one = known ?? {
      topicId,
      partnerId,
      failures: 0,
      lastError: '',
      lastAt: at,
      isGone: false,
      isWell: true,
      isRetried: false,
    };
    if (!known) tallies.set(subscriptionId, one);
    one.isRetried ||= attempt.number > 1;
    const isNewest = at >= one.lastAt;
    if (attempt.error !== undefined) {
      one.failures += 1;
      one.lastError = attempt.error;
      one.isGone ||= result.state === 'held' && result.reason === 'disabled';
    }
    if (isNewest) {
      one.lastAt = at;
      one.isWell = attempt.error === undefined;
    }
  }
  return tallies;
}
