import { GrantParams, type Identity, WaitingDeliveries } from '@anika/contracts';
import { CurrentIdentity, RequireScope } from '@anika/identity';
import { Answers } from '@anika/platform';
import { Controller, Get, Param } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { WaitingService } from './waiting.service';

type Params = { readonly topicId: string; readonly partnerId: string };

@ApiTags('grants')
@RequireScope('topics:read')
@Controller('topics/:topicId/grants/:partnerId/waiting')
export class WaitingController {
  constructor(private readonly waiting: WaitingService) {}

  @Get()
  @ApiOperation({ summary: 'How many deliveries wait for a partner: they are dropped when its access ends' })
  @Answers({
    status: 200,
    schema: WaitingDeliveries,
    errors: ['VALIDATION_FAILED', 'FORBIDDEN', 'NOT_FOUND'],
  })
  countWaitingDeliveries(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: GrantParams }) { topicId, partnerId }: Params,
  ) {
    return this.waiting.count(identity, topicId, partnerId);
  }
}
