import { GetPartnerAffairs, type Identity, type Overview, type PartnerAffairs } from '@anika/contracts';
import { InjectRpc, type RpcClient } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import { FirstSteps } from './first-steps';
import { LastFailures } from './last-failures';
import { ParkedCounts } from './parked-counts';

type Subscriptions = PartnerAffairs['subscriptions'];

/** What needs a partner's attention: what topics knows of its subscriptions, and what is parked here for them. */
@Injectable()
export class OverviewService {
  constructor(
    private readonly parked: ParkedCounts,
    private readonly failures: LastFailures,
    private readonly steps: FirstSteps,
    @InjectRpc('topics') private readonly topics: RpcClient,
  ) {}

  async read({ partnerId }: Identity): Promise<Overview> {
    const affairs = await this.topics.call(GetPartnerAffairs, { partnerId });
    const ids = new Set(affairs.subscriptions.map(({ id }) => id));
    const [unsteady, deadLetters, held, steps] = await Promise.all([
      this.failures.of(partnerId, ids),
      this.deadLetters(partnerId, affairs.subscriptions),
      this.parked.held(partnerId, ids),
      this.steps.of(partnerId, affairs),
    ]);
    const at = new Date().toISOString();
    const granted = affairs.granted ?? [];
    return { at, subscriptions: [...affairs.troubled], unsteady, deadLetters, held, granted, steps };
  }

  private async deadLetters(
    partnerId: string,
    subscriptions: Subscriptions,
  ): Promise<Overview['deadLetters']> {
    const topics = new Map(subscriptions.map(({ id, topicId }) => [id, topicId]));
    const counts = await this.parked.dead(partnerId, new Set(topics.keys()));
    return counts.map(({ subscriptionId, ...count }) => ({
      subscriptionId,
      topicId: topics.get(subscriptionId)!,
      ...count,
    }));
  }
}
