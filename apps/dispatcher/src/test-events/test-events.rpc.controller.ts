import {
  AnikaError,
  type AnswerOf,
  type Attempt,
  newId,
  NoteWorking,
  type ParsedRequestOf,
  type StoredMessage,
  TestSubscription,
} from '@anika/contracts';
import { Handle, InjectRpc, type RpcClient, RpcData, SnapshotCache } from '@anika/platform';
import { Controller, Logger } from '@nestjs/common';
import { Attempts } from '../attempts/attempts';

/** Tests are attempts that no window bounds. */
const MAX_AT_ONCE = 50;

@Controller()
export class TestEventsRpcController {
  private readonly logger = new Logger(TestEventsRpcController.name);
  private readonly testing = new Set<string>();

  constructor(
    private readonly attempts: Attempts,
    private readonly snapshots: SnapshotCache,
    @InjectRpc('messages') private readonly messages: RpcClient,
  ) {}

  /** Also to a paused subscription: that is when one tests. Nothing is recorded, but a success ends that the endpoint counts as failing. */
  @Handle(TestSubscription)
  async test(
    @RpcData(TestSubscription) { topicId, subscriptionId }: ParsedRequestOf<typeof TestSubscription>,
  ): Promise<AnswerOf<typeof TestSubscription>> {
    if (this.testing.has(subscriptionId) || this.testing.size >= MAX_AT_ONCE)
      throw new AnikaError('RATE_LIMITED', {
        detail: 'A test of this subscription is under way, or too many others are.',
        headers: { 'retry-after': '1' },
      });
    this.testing.add(subscriptionId);
    try {
      const attempt = await this.attempt(topicId, subscriptionId);
      if (attempt.error === undefined) void this.noteWorking(subscriptionId, attempt.at);
      return { attempt };
    } finally {
      this.testing.delete(subscriptionId);
    }
  }

  /** Nobody waits: the test has gone well all the same, and the next success of a delivery says it again. */
  private async noteWorking(subscriptionId: string, at: string): Promise<void> {
    try {
      await this.messages.call(NoteWorking, { subscriptionId, at });
    } catch (error) {
      this.logger.warn(`The test of ${subscriptionId} does not count for its health: ${String(error)}`);
    }
  }

  private async attempt(topicId: string, subscriptionId: string): Promise<Attempt> {
    const snapshot = await this.snapshots.get(topicId);
    const subscription = snapshot.subscriptions.find(({ id }) => id === subscriptionId);
    if (!subscription)
      throw new AnikaError('NOT_FOUND', { detail: `There is no subscription ${subscriptionId}.` });
    const message: StoredMessage = {
      id: newId('message'),
      topicId,
      topicVersion: snapshot.version,
      publisherId: snapshot.ownerId,
      type: 'anika.test',
      createdAt: new Date().toISOString(),
      data: JSON.stringify({ text: 'A test event: nothing happened.', subscriptionId }),
    };
    return this.attempts.sendTest({
      snapshot,
      subscription,
      message,
      generation: 0,
      attemptsUsed: 0,
      attemptNumber: 1,
    });
  }
}
