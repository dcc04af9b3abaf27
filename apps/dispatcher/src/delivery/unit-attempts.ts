import { type DeliveryUnit, errorCode, type Outcome, type TopicSnapshot } from '@anika/contracts';
import { SnapshotCache } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import { Attempts } from '../attempts/attempts';
import { RetryAfter } from '../attempts/retry-after';
import { standingOf } from '../targets/standing';
import { outcomeOfUnit } from './units';

/** Attempts a claimed delivery, if it may still be sent. */
@Injectable()
export class UnitAttempts {
  constructor(
    private readonly attempts: Attempts,
    private readonly retryAfter: RetryAfter,
    private readonly snapshots: SnapshotCache,
  ) {}

  async make(unit: DeliveryUnit): Promise<Outcome> {
    const snapshot = await this.snapshot(unit);
    if (!snapshot) return outcomeOfUnit(unit, { state: 'discarded', reason: 'topic_deleted' });
    const standing = standingOf(snapshot, unit.subscriptionId, unit.partnerId);
    if (standing.verdict !== 'send') return outcomeOfUnit(unit, standing.result);
    const until = this.retryAfter.find(unit.subscriptionId);
    if (until) {
      return outcomeOfUnit(unit, { state: 'held', reason: 'retry_after', until: until.toISOString() });
    }
    const { message, generation, attemptsUsed, attemptNumber } = unit;
    const { subscription } = standing;
    return this.attempts.make({ snapshot, subscription, message, generation, attemptsUsed, attemptNumber });
  }

  private async snapshot({ message }: DeliveryUnit): Promise<TopicSnapshot | undefined> {
    try {
      return await this.snapshots.get(message.topicId, { minVersion: message.topicVersion });
    } catch (error) {
      if (errorCode(error) === 'NOT_FOUND') return undefined;
      throw error;
    }
  }
}
