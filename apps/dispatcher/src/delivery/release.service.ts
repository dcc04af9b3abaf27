import { ClaimHeld, EndHold, errorCode, type ReleaseJob, type TopicSnapshot } from '@anika/contracts';
import { InjectRpc, type RpcClient, SnapshotCache } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import { Outcomes } from '../outcomes/outcomes';
import { UnitAttempts } from './unit-attempts';

const AT_ONCE = 50;

/** Works off what is held for a subscription, oldest first, until nothing is left or it must wait again. */
@Injectable()
export class ReleaseService {
  constructor(
    private readonly attempts: UnitAttempts,
    @InjectRpc('messages') private readonly messages: RpcClient,
    private readonly outcomes: Outcomes,
    private readonly snapshots: SnapshotCache,
  ) {}

  async release({ subscriptionId, topicId }: ReleaseJob): Promise<void> {
    for (;;) {
      if (await this.mustWait(topicId, subscriptionId)) return;
      const { units, rev } = await this.messages.call(ClaimHeld, { subscriptionId, limit: AT_ONCE });
      if (units.length === 0) {
        const { ended } = await this.messages.call(EndHold, { subscriptionId, rev });
        // Something was held while the last ones were sent: go on. Without a hold there is nothing to end.
        if (ended || rev === 0) return;
        continue;
      }
      const results = await Promise.all(
        units.map(async (unit) => {
          const outcome = await this.attempts.make(unit);
          await this.outcomes.record(outcome);
          return outcome.result.state;
        }),
      );
      if (results.includes('held')) return;
    }
  }

  /** Still paused, disabled or suspended. Where the subscription or the right is gone, the deliveries are to be discarded. */
  private async mustWait(topicId: string, subscriptionId: string): Promise<boolean> {
    const snapshot = await this.snapshot(topicId);
    const subscription = snapshot?.subscriptions.find(({ id }) => id === subscriptionId);
    if (!snapshot || !subscription) return false;
    if (subscription.status !== 'active') return true;
    const status =
      subscription.partnerId === snapshot.ownerId
        ? snapshot.ownerStatus
        : snapshot.grants.find(({ partnerId }) => partnerId === subscription.partnerId)?.partnerStatus;
    return status === 'suspended';
  }

  private async snapshot(topicId: string): Promise<TopicSnapshot | undefined> {
    try {
      return await this.snapshots.get(topicId);
    } catch (error) {
      if (errorCode(error) === 'NOT_FOUND') return undefined;
      throw error;
    }
  }
}
