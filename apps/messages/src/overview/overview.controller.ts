import { type Identity, Overview } from '@anika/contracts';
import { CurrentIdentity, RequireScope } from '@anika/identity';
import { Answers } from '@anika/platform';
import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { OverviewService } from './overview.service';

@ApiTags('overview')
@RequireScope('subscriptions:read')
@Controller('overview')
export class OverviewController {
  constructor(private readonly overview: OverviewService) {}

  @Get()
  @ApiOperation({
    summary: 'What needs your attention: failing endpoints, dead letters, what waits; your first steps',
  })
  @Answers({ status: 200, schema: Overview })
  getOverview(@CurrentIdentity() identity: Identity): Promise<Overview> {
    return this.overview.read(identity);
  }
}
