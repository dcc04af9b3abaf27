import { type ParsedRequestOf, SetHealth } from '@anika/contracts';
import { Handle, RpcData } from '@anika/platform';
import { Controller } from '@nestjs/common';
import { SubscriptionHealthService } from './subscription-health.service';

@Controller()
export class HealthRpcController {
  constructor(private readonly health: SubscriptionHealthService) {}

  @Handle(SetHealth)
  async set(@RpcData(SetHealth) { subscriptionId, health, wasFailing }: ParsedRequestOf<typeof SetHealth>) {
    return { known: await this.health.set(subscriptionId, health, wasFailing) };
  }
}
