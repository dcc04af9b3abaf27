import { DeadLetterPage, DeadLetterQuery, Redrive, RedriveCount, RedriveDeadLetters } from '@anika/contracts';
import { RequireScope } from '@anika/identity';
import { Answers, Audited, callerOf } from '@anika/platform';
import { Body, Controller, Get, HttpCode, Post, Query, Req, UseInterceptors } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { AcceptedInterceptor } from '../walks/accepted.interceptor';
import { DeadLetterLists } from './dead-letter-lists';
import { DeadLettersService } from './dead-letters.service';

@ApiTags('operators')
@Controller('ops/dead-letters')
export class DeadLettersController {
  constructor(
    private readonly deadLetters: DeadLettersService,
    private readonly lists: DeadLetterLists,
  ) {}

  @RequireScope('platform:read')
  @Get()
  @ApiOperation({ summary: 'Dead letters of all partners, newest message first: whose and why, no contents' })
  @Answers({ status: 200, schema: DeadLetterPage, errors: ['VALIDATION_FAILED'] })
  listDeadLetters(@Query({ schema: DeadLetterQuery }) query: DeadLetterQuery) {
    return this.lists.read(query);
  }

  @RequireScope('platform:write')
  @Audited('dead_letters.redrive')
  @UseInterceptors(AcceptedInterceptor)
  @Post('redrive')
  @HttpCode(202)
  @ApiOperation({ summary: 'Send dead letters of all subscriptions again, or only count them' })
  @Answers({ status: 200, schema: RedriveCount, description: 'The dry run' })
  @Answers({ status: 202, schema: Redrive, description: 'They run', errors: ['VALIDATION_FAILED'] })
  redriveDeadLetters(
    @Body({ schema: RedriveDeadLetters }) body: RedriveDeadLetters,
    @Req() request: FastifyRequest,
  ) {
    return this.deadLetters.redrive(body, callerOf(request));
  }
}
