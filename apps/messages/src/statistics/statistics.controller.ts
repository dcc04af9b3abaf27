import {
  type Identity,
  Statistics,
  StatisticsQuery,
  SubscriptionParams,
  TopicParams,
} from '@anika/contracts';
import { CurrentIdentity, RequireScope } from '@anika/identity';
import { Answers } from '@anika/platform';
import { Controller, Get, Param, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { StatisticsService } from './statistics.service';

@ApiTags('statistics')
@RequireScope('messages:read')
@Controller()
export class StatisticsController {
  constructor(private readonly statistics: StatisticsService) {}

  @Get('topics/:topicId/stats')
  @ApiOperation({
    summary: 'Messages of a topic by hour or day; for its owner also how their deliveries went',
  })
  @Answers({ status: 200, schema: Statistics, errors: ['VALIDATION_FAILED', 'NOT_FOUND'] })
  getTopicStatistics(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: TopicParams }) { topicId }: { readonly topicId: string },
    @Query({ schema: StatisticsQuery }) query: StatisticsQuery,
  ) {
    return this.statistics.ofTopic(identity, topicId, query);
  }

  @Get('subscriptions/:subscriptionId/stats')
  @ApiOperation({ summary: 'How the deliveries to a subscription went, by hour or day' })
  @Answers({ status: 200, schema: Statistics, errors: ['VALIDATION_FAILED', 'NOT_FOUND'] })
  getSubscriptionStatistics(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: SubscriptionParams }) { subscriptionId }: { readonly subscriptionId: string },
    @Query({ schema: StatisticsQuery }) query: StatisticsQuery,
  ) {
    return this.statistics.ofSubscription(identity, subscriptionId, query);
  }

  @Get('stats')
  @ApiOperation({
    summary: 'Messages to all your topics and deliveries to all your subscriptions, by hour or day',
  })
  @Answers({ status: 200, schema: Statistics, errors: ['VALIDATION_FAILED'] })
  getStatistics(
    @CurrentIdentity() identity: Identity,
    @Query({ schema: StatisticsQuery }) query: StatisticsQuery,
  ) {
    return this.statistics.ofPartner(identity, query);
  }
}
