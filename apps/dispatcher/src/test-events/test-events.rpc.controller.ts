import {
  AnikaError,
  type AnswerOf,
  type Attempt,
  newId,
  type ParsedRequestOf,
  type StoredMessage,
  TestSubscription,
} from '@anika/contracts';
import { Handle, RpcData, SnapshotCache } from '@anika/platform';
import { Controller } from '@nestjs/common';
import { Attempts } from '../attempts/attempts';

/** Tests are attempts that no window bounds. */
const MAX_AT_ONCE = 50;

@Controller()
export class TestEventsRpcController {
  private readonly testing = new Set<string>();

  constructor(
    private readonly attempts: Attempts,
    private readonly snapshots: SnapshotCache,
  ) {}

  /** Also to a paused subscription: that is when one tests. Nothing is recorded. */
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
      return { attempt: await this.attempt(topicId, subscriptionId) };
    } finally {
      this.testing.delete(subscriptionId);
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
