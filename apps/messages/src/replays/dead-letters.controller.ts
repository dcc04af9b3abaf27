import { Redrive, RedriveDeadLetters, ReplayCount } from '@anika/contracts';
import { RequireScope } from '@anika/identity';
import { Answers, Audited, callerOf } from '@anika/platform';
import { Body, Controller, HttpCode, Post, Req, UseInterceptors } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { AcceptedInterceptor } from './accepted.interceptor';
import { DeadLettersService } from './dead-letters.service';

@ApiTags('operators')
@RequireScope('platform:write')
@UseInterceptors(AcceptedInterceptor)
@Controller('ops/dead-letters')
export class DeadLettersController {
  constructor(private readonly deadLetters: DeadLettersService) {}

  @Audited('dead_letters.redrive')
  @Post('redrive')
  @HttpCode(202)
  @ApiOperation({ summary: 'Send dead letters of all subscriptions again, or only count them' })
  @Answers({ status: 200, schema: ReplayCount, description: 'The dry run' })
  @Answers({ status: 202, schema: Redrive, description: 'They run', errors: ['VALIDATION_FAILED'] })
  redriveDeadLetters(
    @Body({ schema: RedriveDeadLetters }) body: RedriveDeadLetters,
    @Req() request: FastifyRequest,
  ) {
    return this.deadLetters.redrive(body, callerOf(request));
  }
}
