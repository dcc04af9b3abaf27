import {
  Attempt,
  CreatedSubscription,
  CreateSubscription,
  DescribedSubscription,
  type Identity,
  RotatedSecret,
  RotateSecret,
  Subscription,
  SubscriptionPage,
  SubscriptionParams,
  SubscriptionQuery,
  UpdateSubscription,
} from '@anika/contracts';
import { CurrentIdentity, RequireScope } from '@anika/identity';
import { Answers, Audited, etagOf } from '@anika/platform';
import {
  Body,
  Controller,
  Delete,
  Get,
  Header,
  Headers,
  HttpCode,
  Param,
  Patch,
  Post,
  Query,
  Res,
  UseInterceptors,
} from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { EndpointMistakesInterceptor } from './endpoint-mistakes.interceptor';
import { SubscriptionsService } from './subscriptions.service';

type Params = { readonly subscriptionId: string };

function withEtag<T extends Subscription>(reply: FastifyReply, subscription: T): T {
  void reply.header('etag', etagOf(new Date(subscription.updatedAt)));
  return subscription;
}

@ApiTags('subscriptions')
@Controller('subscriptions')
export class SubscriptionsController {
  constructor(private readonly subscriptions: SubscriptionsService) {}

  @RequireScope('subscriptions:write')
  @Audited('subscription.create')
  @Post()
  @UseInterceptors(EndpointMistakesInterceptor)
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Subscribe an endpoint; the signing secret is shown this once' })
  @Answers({
    status: 201,
    schema: CreatedSubscription,
    errors: ['VALIDATION_FAILED', 'ENDPOINT_REFUSED', 'NOT_FOUND', 'LIMIT_REACHED', 'ALREADY_SUBSCRIBED'],
  })
  async createSubscription(
    @CurrentIdentity() identity: Identity,
    @Body({ schema: CreateSubscription }) body: CreateSubscription,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const created = await this.subscriptions.create(identity, body);
    void reply.header('location', `/api/v1/subscriptions/${created.id}`);
    return withEtag(reply, created);
  }

  @RequireScope('subscriptions:read')
  @Get()
  @ApiOperation({ summary: 'Your subscriptions; narrowed by topic, status and health' })
  @Answers({ status: 200, schema: SubscriptionPage, errors: ['VALIDATION_FAILED'] })
  listSubscriptions(
    @CurrentIdentity() identity: Identity,
    @Query({ schema: SubscriptionQuery }) query: SubscriptionQuery,
  ) {
    return this.subscriptions.list(identity, query);
  }

  @RequireScope('subscriptions:read')
  @Get(':subscriptionId')
  @ApiOperation({ summary: 'One subscription' })
  @Answers({ status: 200, schema: DescribedSubscription, errors: ['NOT_FOUND'] })
  async getSubscription(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: SubscriptionParams }) { subscriptionId }: Params,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return withEtag(reply, await this.subscriptions.get(identity, subscriptionId));
  }

  @RequireScope('subscriptions:write')
  @Audited('subscription.update')
  @Patch(':subscriptionId')
  @UseInterceptors(EndpointMistakesInterceptor)
  @ApiOperation({ summary: 'Change a subscription (merge patch; If-Match is honoured)' })
  @Answers({
    status: 200,
    schema: Subscription,
    errors: [
      'VALIDATION_FAILED',
      'ENDPOINT_REFUSED',
      'NOT_FOUND',
      'ALREADY_SUBSCRIBED',
      'PRECONDITION_FAILED',
    ],
  })
  async updateSubscription(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: SubscriptionParams }) { subscriptionId }: Params,
    @Body({ schema: UpdateSubscription }) body: UpdateSubscription,
    @Headers('if-match') ifMatch: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return withEtag(reply, await this.subscriptions.update(identity, subscriptionId, body, ifMatch));
  }

  @RequireScope('subscriptions:write')
  @Audited('subscription.delete')
  @Delete(':subscriptionId')
  @HttpCode(204)
  @ApiOperation({ summary: 'End a subscription; what is not delivered yet is discarded' })
  @Answers({ status: 204, errors: ['NOT_FOUND'] })
  deleteSubscription(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: SubscriptionParams }) { subscriptionId }: Params,
  ) {
    return this.subscriptions.delete(identity, subscriptionId);
  }

  @RequireScope('subscriptions:write')
  @Audited('subscription.pause')
  @Post(':subscriptionId/pause')
  @HttpCode(200)
  @ApiOperation({ summary: 'Hold deliveries until resume' })
  @Answers({ status: 200, schema: Subscription, errors: ['NOT_FOUND'] })
  pauseSubscription(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: SubscriptionParams }) { subscriptionId }: Params,
  ) {
    return this.subscriptions.pause(identity, subscriptionId);
  }

  @RequireScope('subscriptions:write')
  @Audited('subscription.resume')
  @Post(':subscriptionId/resume')
  @HttpCode(200)
  @ApiOperation({ summary: 'Go on after a pause or after being disabled' })
  @Answers({ status: 200, schema: Subscription, errors: ['NOT_FOUND'] })
  resumeSubscription(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: SubscriptionParams }) { subscriptionId }: Params,
  ) {
    return this.subscriptions.resume(identity, subscriptionId);
  }

  @RequireScope('subscriptions:write')
  @Audited('subscription.rotate_secret')
  @Post(':subscriptionId/rotate-secret')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'A new signing secret; both sign while they overlap' })
  @Answers({ status: 200, schema: RotatedSecret, errors: ['VALIDATION_FAILED', 'NOT_FOUND'] })
  rotateSecret(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: SubscriptionParams }) { subscriptionId }: Params,
    @Body({ schema: RotateSecret }) body: RotateSecret,
  ) {
    return this.subscriptions.rotateSecret(identity, subscriptionId, body);
  }

  @RequireScope('subscriptions:write')
  @Audited('subscription.test')
  @Post(':subscriptionId/test')
  @HttpCode(200)
  @ApiOperation({ summary: 'Send a test event now and see the attempt; a success ends the health `failing`' })
  @Answers({ status: 200, schema: Attempt, errors: ['NOT_FOUND'] })
  testSubscription(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: SubscriptionParams }) { subscriptionId }: Params,
  ) {
    return this.subscriptions.test(identity, subscriptionId);
  }
}
