import {
  Delivery,
  DeliveryPage,
  DeliveryParams,
  DeliveryQuery,
  type Identity,
  MessageDeliveries,
  MessageParams,
  PageQuery,
  SubscriptionDeliveryQuery,
  SubscriptionParams,
} from '@anika/contracts';
import { CurrentIdentity, RequireScope } from '@anika/identity';
import { Answers } from '@anika/platform';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { DeliveriesService } from './deliveries.service';
import { MessageDeliveriesService } from './message-deliveries.service';

@ApiTags('deliveries')
@RequireScope('messages:read')
@Controller()
export class DeliveriesController {
  constructor(
    private readonly deliveries: DeliveriesService,
    private readonly ofMessages: MessageDeliveriesService,
  ) {}

  @Get('deliveries')
  @ApiOperation({ summary: 'The deliveries to you, newest message first' })
  @Answers({ status: 200, schema: DeliveryPage, errors: ['VALIDATION_FAILED'] })
  listDeliveries(
    @CurrentIdentity() identity: Identity,
    @Query({ schema: DeliveryQuery }) query: DeliveryQuery,
  ) {
    return this.deliveries.list(identity, query);
  }

  @Get('deliveries/:deliveryId')
  @ApiOperation({ summary: 'One delivery to you, with its attempts' })
  @Answers({ status: 200, schema: Delivery, errors: ['NOT_FOUND'] })
  getDelivery(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: DeliveryParams }) { deliveryId }: { readonly deliveryId: string },
  ) {
    return this.deliveries.get(identity, deliveryId);
  }

  @Get('messages/:messageId/deliveries')
  @ApiOperation({
    summary: 'What became of a message and why: all deliveries for its publisher, your own for a subscriber',
  })
  @Answers({ status: 200, schema: MessageDeliveries, errors: ['VALIDATION_FAILED', 'NOT_FOUND'] })
  listMessageDeliveries(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: MessageParams }) { messageId }: { readonly messageId: string },
    @Query({ schema: PageQuery }) query: PageQuery,
  ) {
    return this.ofMessages.list(identity, messageId, query);
  }

  @Get('subscriptions/:subscriptionId/deliveries')
  @ApiOperation({ summary: 'The deliveries of a subscription, newest message first' })
  @Answers({ status: 200, schema: DeliveryPage, errors: ['VALIDATION_FAILED', 'NOT_FOUND'] })
  listSubscriptionDeliveries(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: SubscriptionParams }) { subscriptionId }: { readonly subscriptionId: string },
    @Query({ schema: SubscriptionDeliveryQuery }) query: SubscriptionDeliveryQuery,
  ) {
    return this.deliveries.ofSubscription(identity, subscriptionId, query);
  }
}
