import { PlatformOverview } from '@anika/contracts';
import { RequireScope } from '@anika/identity';
import { Answers } from '@anika/platform';
import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { OverviewService } from './overview.service';

@ApiTags('operators')
@RequireScope('platform:read')
@Controller('ops/overview')
export class OverviewController {
  constructor(private readonly overview: OverviewService) {}

  @Get()
  @ApiOperation({ summary: 'How the platform is doing: apps, stores, queues, what is due, held and dead' })
  @Answers({ status: 200, schema: PlatformOverview })
  getPlatformOverview(): Promise<PlatformOverview> {
    return this.overview.read();
  }
}
