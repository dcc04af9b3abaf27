import { DisableSubscription, FindSubscription, type ParsedRequestOf } from '@anika/contracts';
import { Handle, RpcData } from '@anika/platform';
import { Controller } from '@nestjs/common';
import { SubscriptionsService } from './subscriptions.service';

@Controller()
export class SubscriptionsRpcController {
  constructor(private readonly subscriptions: SubscriptionsService) {}

  @Handle(FindSubscription)
  findSubscription(@RpcData(FindSubscription) { subscriptionId }: ParsedRequestOf<typeof FindSubscription>) {
    return this.subscriptions.find(subscriptionId);
  }

  @Handle(DisableSubscription)
  async disable(@RpcData(DisableSubscription) request: ParsedRequestOf<typeof DisableSubscription>) {
    return { version: await this.subscriptions.disable(request.subscriptionId, request.reason) };
  }
}
