import { Delivery, DeliveryParams, type Identity } from '@anika/contracts';
import { CurrentIdentity, RequireScope } from '@anika/identity';
import { Answers, Audited } from '@anika/platform';
import { Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { RedeliveriesService } from './redeliveries.service';

@ApiTags('deliveries')
@RequireScope('subscriptions:write')
@Controller('deliveries/:deliveryId')
export class RedeliveriesController {
  constructor(private readonly redeliveries: RedeliveriesService) {}

  @Audited('delivery.redeliver')
  @Post('redeliver')
  @HttpCode(202)
  @ApiOperation({ summary: 'Send it again; one that was delivered is attempted once and stays delivered' })
  @Answers({
    status: 202,
    schema: Delivery,
    errors: ['NOT_FOUND', 'DELIVERY_IN_FLIGHT', 'SUBSCRIPTION_INACTIVE', 'MESSAGE_ERASED'],
  })
  redeliverDelivery(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: DeliveryParams }) { deliveryId }: { readonly deliveryId: string },
  ) {
    return this.redeliveries.redeliver(identity, deliveryId);
  }
}
