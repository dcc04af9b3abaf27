import { Sweep } from '@anika/contracts';
import { RequireScope } from '@anika/identity';
import { Answers, Audited } from '@anika/platform';
import { Controller, Get, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { Sweeper } from './sweeper';

@ApiTags('operators')
@RequireScope('platform:write')
@Controller('ops/sweep')
export class SweepsController {
  constructor(private readonly sweeper: Sweeper) {}

  @Audited('sweep.start')
  @Post()
  @HttpCode(202)
  @ApiOperation({ summary: 'Look at once for work that was lost, and queue it again' })
  @Answers({ status: 202, schema: Sweep, description: 'It has begun' })
  startSweep() {
    return this.sweeper.start();
  }

  @Get()
  @ApiOperation({ summary: 'How far the last sweep that was asked for is' })
  @Answers({ status: 200, schema: Sweep })
  getSweep() {
    return this.sweeper.report();
  }
}
