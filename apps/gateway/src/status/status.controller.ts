import { PlatformStatus } from '@anika/contracts';
import { Public } from '@anika/identity';
import { Answers } from '@anika/platform';
import { Controller, Get } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { StatusService } from './status.service';

@ApiTags('platform')
@Public()
@Controller('status')
export class StatusController {
  constructor(private readonly status: StatusService) {}

  @Get()
  @ApiOperation({ summary: 'How the services of the platform are doing' })
  @Answers({ status: 200, schema: PlatformStatus })
  getStatus(): Promise<PlatformStatus> {
    return this.status.read();
  }
}
