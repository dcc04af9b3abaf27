import {
  EraseMessages,
  Erasure,
  ErasureCount,
  ErasurePage,
  ErasureParams,
  type Identity,
  PageQuery,
  TopicParams,
} from '@anika/contracts';
import { CurrentIdentity, RequireScope } from '@anika/identity';
import { Answers, Audited } from '@anika/platform';
import { Body, Controller, Get, HttpCode, Param, Post, Query, UseInterceptors } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AcceptedInterceptor } from '../walks/accepted.interceptor';
import { ErasuresService } from './erasures.service';

@ApiTags('erasures')
@Controller()
export class ErasuresController {
  constructor(private readonly erasures: ErasuresService) {}

  @RequireScope('topics:write')
  @Audited('erasure.start')
  @UseInterceptors(AcceptedInterceptor)
  @Post('topics/:topicId/erasures')
  @HttpCode(202)
  @ApiOperation({ summary: 'Erase messages for good, by filter or by id, or only count them' })
  @Answers({ status: 200, schema: ErasureCount, description: 'The dry run' })
  @Answers({
    status: 202,
    schema: Erasure,
    description: 'It runs',
    errors: ['VALIDATION_FAILED', 'NOT_FOUND', 'TOO_MANY_ERASURES'],
  })
  eraseMessages(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: TopicParams }) { topicId }: { readonly topicId: string },
    @Body({ schema: EraseMessages }) body: EraseMessages,
  ) {
    return this.erasures.erase(identity, topicId, body);
  }

  @RequireScope('topics:read')
  @Get('topics/:topicId/erasures')
  @ApiOperation({ summary: 'The erasures of a topic, newest first' })
  @Answers({ status: 200, schema: ErasurePage, errors: ['VALIDATION_FAILED', 'NOT_FOUND'] })
  listErasures(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: TopicParams }) { topicId }: { readonly topicId: string },
    @Query({ schema: PageQuery }) query: PageQuery,
  ) {
    return this.erasures.list(identity, topicId, query);
  }

  @RequireScope('topics:read')
  @Get('erasures/:erasureId')
  @ApiOperation({ summary: 'How far an erasure is; then its receipt' })
  @Answers({ status: 200, schema: Erasure, errors: ['NOT_FOUND'] })
  getErasure(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: ErasureParams }) { erasureId }: { readonly erasureId: string },
  ) {
    return this.erasures.get(identity, erasureId);
  }
}
