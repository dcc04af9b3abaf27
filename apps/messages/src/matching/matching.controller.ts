import { type Identity, MatchAnswer, MatchRequest, SubscriptionParams } from '@anika/contracts';
import { CurrentIdentity, RequireScope } from '@anika/identity';
import { Answers, NotAudited } from '@anika/platform';
import { Body, Controller, HttpCode, Param, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { MatchingService } from './matching.service';

@ApiTags('subscriptions')
@RequireScope('messages:read')
@Controller('subscriptions/:subscriptionId/match')
export class MatchingController {
  constructor(private readonly matching: MatchingService) {}

  @NotAudited('it only reads')
  @Post()
  @HttpCode(200)
  @ApiOperation({ summary: 'Would this message, or this sample, match the filter?' })
  @Answers({ status: 200, schema: MatchAnswer, errors: ['VALIDATION_FAILED', 'NOT_FOUND', 'MESSAGE_ERASED'] })
  matchSubscription(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: SubscriptionParams }) { subscriptionId }: { readonly subscriptionId: string },
    @Body({ schema: MatchRequest }) body: MatchRequest,
  ) {
    return this.matching.match(identity, subscriptionId, body);
  }
}
