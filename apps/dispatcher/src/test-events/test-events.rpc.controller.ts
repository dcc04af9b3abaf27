import {
  AnikaError,
  type AnswerOf,
  newId,
  type ParsedRequestOf,
  type StoredMessage,
  TestSubscription,
} from '@anika/contracts';
import { Handle, RpcData, SnapshotCache } from '@anika/platform';
import { Controller } from '@nestjs/common';
import { Attempts } from '../attempts/attempts';

@Controller()
export class TestEventsRpcController {
  constructor(
    private readonly attempts: Attempts,
    private readonly snapshots: SnapshotCache,
  ) {}

  /** Also to a paused subscription: that is when one tests. Nothing is recorded. */
  @Handle(TestSubscription)
  async test(
    @RpcData(TestSubscription) { topicId, subscriptionId }: ParsedRequestOf<typeof TestSubscription>,
  ): Promise<AnswerOf<typeof TestSubscription>> {
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
    const attempt = await this.attempts.sendTest({
      snapshot,
      subscription,
      message,
      generation: 0,
      attemptsUsed: 0,
      attemptNumber: 1,
    });
    return { attempt };
  }
}
