import {
  deliveryId,
  errorCode,
  type FanOutJob,
  LoadMessages,
  type Outcome,
  type SnapshotSubscription,
  type StoredMessage,
  type TopicSnapshot,
} from '@anika/contracts';
import { InjectRpc, type RpcClient, SnapshotCache } from '@anika/platform';
import { Injectable, Logger } from '@nestjs/common';
import { Attempts } from '../attempts/attempts';
import { RetryAfter } from '../attempts/retry-after';
import { Outcomes } from '../outcomes/outcomes';
import { standingOf, targetsOf } from '../targets/standing';

/** An attempt that takes longer leaves its batch: it must not hold up the job. */
const PATIENCE_MS = 1000;
const CLAIM_MS = 20_000;

/** Finds the targets of messages and makes the first attempt for each. */
@Injectable()
export class FanOutService {
  private readonly logger = new Logger(FanOutService.name);
  private readonly late = new Set<Promise<void>>();

  constructor(
    private readonly attempts: Attempts,
    @InjectRpc('messages') private readonly messages: RpcClient,
    private readonly outcomes: Outcomes,
    private readonly retryAfter: RetryAfter,
    private readonly snapshots: SnapshotCache,
  ) {}

  /** Resolves when every target of every message has a recorded outcome. */
  async fanOut({ topicId, messageIds, from, recheck = false }: FanOutJob): Promise<void> {
    const [{ messages, existing }, current] = await Promise.all([
      this.messages.call(LoadMessages, { messageIds, recheck }, { to: from }),
      this.snapshot(topicId),
    ]);
    const newest = messages.reduce((version, message) => Math.max(version, message.topicVersion), 0);
    const snapshot = current && current.version < newest ? await this.snapshot(topicId, newest) : current;
    const known = new Set(existing);
    await Promise.all(messages.map((message) => this.fanOutOne(snapshot, message, known)));
  }

  /** Attempts that left their batch are still under way. */
  async settle(): Promise<void> {
    await Promise.all(this.late);
  }

  private async fanOutOne(
    snapshot: TopicSnapshot | undefined,
    message: StoredMessage,
    existing: ReadonlySet<string>,
  ): Promise<void> {
    if (snapshot) {
      const targets = targetsOf(snapshot, message.topicVersion).filter(
        ({ id }) => !existing.has(deliveryId(message.id, id)),
      );
      await Promise.all(targets.map((target) => this.begin(snapshot, message, target)));
    }
    this.outcomes.close(message.id);
  }

  private async begin(
    snapshot: TopicSnapshot,
    message: StoredMessage,
    target: SnapshotSubscription,
  ): Promise<void> {
    const waiting = this.waits(snapshot, target);
    if (waiting) {
      await this.outcomes.record(outcomeOf(snapshot, message, target, waiting));
      return;
    }
    const shipment = {
      snapshot,
      subscription: target,
      message,
      generation: 0,
      attemptsUsed: 0,
      attemptNumber: 1,
    };
    const attempt = this.attempts.make(shipment);
    const outcome = await within(attempt, PATIENCE_MS);
    if (outcome) {
      await this.outcomes.record(outcome);
      return;
    }
    const dueAt = new Date(Date.now() + CLAIM_MS).toISOString();
    await this.outcomes.record(outcomeOf(snapshot, message, target, { state: 'pending', dueAt }));
    this.recordLater(attempt);
  }

  private waits(snapshot: TopicSnapshot, target: SnapshotSubscription): Outcome['result'] | undefined {
    const standing = standingOf(snapshot, target.id, target.partnerId);
    if (standing.verdict !== 'send') return standing.result;
    const until = this.retryAfter.find(target.id);
    return until && { state: 'held', reason: 'retry_after', until: until.toISOString() };
  }

  /** When it can't be recorded, the delivery is due again after its claim, and the endpoint hears of it twice. */
  private recordLater(attempt: Promise<Outcome>): void {
    const recording = attempt
      .then((outcome) => this.outcomes.record(outcome))
      .catch((error: unknown) => this.logger.warn(`An outcome could not be recorded: ${String(error)}`))
      .finally(() => this.late.delete(recording));
    this.late.add(recording);
  }

  /** Undefined for a topic that is gone: then there are no targets. */
  private async snapshot(topicId: string, minVersion?: number): Promise<TopicSnapshot | undefined> {
    try {
      return await this.snapshots.get(topicId, { minVersion });
    } catch (error) {
      if (errorCode(error) === 'NOT_FOUND') return undefined;
      throw error;
    }
  }
}

/** The outcome of a delivery that was not attempted, or not yet. */
function outcomeOf(
  { topicId }: TopicSnapshot,
  message: StoredMessage,
  { id, partnerId }: SnapshotSubscription,
  result: Outcome['result'],
): Outcome {
  return {
    deliveryId: deliveryId(message.id, id),
    topicId,
    partnerId,
    publisherId: message.publisherId,
    generation: 0,
    attemptsUsed: 0,
    result,
  };
}

/** The promise's value if it comes in time. */
async function within<T>(promise: Promise<T>, ms: number): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), ms);
  });
  const value = await Promise.race([promise, late]);
  clearTimeout(timer);
  return value;
}
