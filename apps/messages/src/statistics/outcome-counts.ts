import { type Outcome, parseDeliveryId } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import { Counters, type Increments } from './counters';
import { bucketOf } from './histogram';

/** An outcome that counts: it was written for the first time. */
export interface Counted {
  readonly outcome: Outcome;
  /** The delivery had arrived before: it is none more. */
  readonly isAgain: boolean;
}

/** Raises the counters of the topic, the subscription and the subscriber. */
@Injectable()
export class OutcomeCounts {
  constructor(private readonly counters: Counters) {}

  add(counted: readonly Counted[]): void {
    const now = Date.now();
    for (const one of counted) {
      const counts = countsOf(one);
      if (Object.keys(counts).length === 0) continue;
      const { deliveryId, topicId, partnerId, attempt } = one.outcome;
      const { subscriptionId } = parseDeliveryId(deliveryId)!;
      const time = attempt ? Date.parse(attempt.at) : now;
      for (const subject of [topicId, subscriptionId, partnerId]) this.counters.add(subject, time, counts);
    }
  }
}

function countsOf({ outcome: { result, attempt }, isAgain }: Counted): Increments {
  return {
    ...(attempt?.error !== undefined && { failed: 1 }),
    ...(attempt && attempt.error === undefined && { [`took.${bucketOf(attempt.durationMs)}`]: 1 }),
    ...(result.state === 'delivered' && !isAgain && { delivered: 1 }),
    ...(result.state === 'held' && { held: 1 }),
    ...(result.state === 'dead' && !isAgain && { dead: 1 }),
  };
}
