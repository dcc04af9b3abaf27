import {
  type Identity,
  PageQuery,
  Replay,
  ReplayCount,
  ReplayPage,
  ReplayParams,
  StartReplay,
  SubscriptionParams,
} from '@anika/contracts';
import { CurrentIdentity, RequireScope } from '@anika/identity';
import { Answers, Audited } from '@anika/platform';
import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query, UseInterceptors } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AcceptedInterceptor } from '../walks/accepted.interceptor';
import { ReplaysService } from './replays.service';

@ApiTags('replays')
@Controller()
export class ReplaysController {
  constructor(private readonly replays: ReplaysService) {}

  @RequireScope('subscriptions:write')
  @Audited('replay.start')
  @UseInterceptors(AcceptedInterceptor)
  @Post('subscriptions/:subscriptionId/replay')
  @HttpCode(202)
  @ApiOperation({ summary: 'Send messages of a stretch of time again, or only count them' })
  @Answers({ status: 200, schema: ReplayCount, description: 'The dry run' })
  @Answers({
    status: 202,
    schema: Replay,
    description: 'It runs',
    errors: ['VALIDATION_FAILED', 'NOT_FOUND', 'SUBSCRIPTION_INACTIVE', 'TOO_MANY_REPLAYS'],
  })
  startReplay(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: SubscriptionParams }) { subscriptionId }: { readonly subscriptionId: string },
    @Body({ schema: StartReplay }) body: StartReplay,
  ) {
    return this.replays.start(identity, subscriptionId, body);
  }

  @RequireScope('subscriptions:read')
  @Get('subscriptions/:subscriptionId/replays')
  @ApiOperation({ summary: 'The replays of a subscription, newest first' })
  @Answers({ status: 200, schema: ReplayPage, errors: ['VALIDATION_FAILED', 'NOT_FOUND'] })
  listReplays(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: SubscriptionParams }) { subscriptionId }: { readonly subscriptionId: string },
    @Query({ schema: PageQuery }) query: PageQuery,
  ) {
    return this.replays.list(identity, subscriptionId, query);
  }

  @RequireScope('subscriptions:read')
  @Get('replays/:replayId')
  @ApiOperation({ summary: 'How far a replay is' })
  @Answers({ status: 200, schema: Replay, errors: ['NOT_FOUND'] })
  getReplay(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: ReplayParams }) { replayId }: { readonly replayId: string },
  ) {
    return this.replays.get(identity, replayId);
  }

  @RequireScope('subscriptions:write')
  @Audited('replay.cancel')
  @Delete('replays/:replayId')
  @HttpCode(204)
  @ApiOperation({ summary: 'Cancel a replay: nothing more is queued, what is queued already still goes out' })
  @Answers({ status: 204, errors: ['NOT_FOUND'] })
  cancelReplay(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: ReplayParams }) { replayId }: { readonly replayId: string },
  ) {
    return this.replays.cancel(identity, replayId);
  }
}
