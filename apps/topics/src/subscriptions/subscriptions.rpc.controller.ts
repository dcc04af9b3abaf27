import { type AnswerOf, DisableSubscription, FindSubscription, type ParsedRequestOf } from '@anika/contracts';
import { Handle, RpcData } from '@anika/platform';
import { Controller } from '@nestjs/common';
import { SubscriptionDisabling } from './subscription-disabling';
import { SubscriptionsRepository } from './subscriptions.repository';

@Controller()
export class SubscriptionsRpcController {
  constructor(
    private readonly disabling: SubscriptionDisabling,
    private readonly repository: SubscriptionsRepository,
  ) {}

  @Handle(FindSubscription)
  async findSubscription(
    @RpcData(FindSubscription) { subscriptionId }: ParsedRequestOf<typeof FindSubscription>,
  ): Promise<AnswerOf<typeof FindSubscription>> {
    const { id, topicId, partnerId, status, filter } = await this.repository.find(subscriptionId);
    return { id, topicId, partnerId, status, filter };
  }

  @Handle(DisableSubscription)
  async disable(
    @RpcData(DisableSubscription) { subscriptionId, url }: ParsedRequestOf<typeof DisableSubscription>,
  ) {
    return { version: await this.disabling.gone(subscriptionId, url) };
  }
}
