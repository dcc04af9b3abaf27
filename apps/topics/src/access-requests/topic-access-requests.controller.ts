import {
  AccessRequest,
  AccessRequestPage,
  CreateAccessRequest,
  type Identity,
  TopicAccessRequestQuery,
  TopicParams,
} from '@anika/contracts';
import { CurrentIdentity, RequireScope } from '@anika/identity';
import { Answers, Audited } from '@anika/platform';
import { Body, Controller, Get, Param, Post, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { AccessRequestsService } from './access-requests.service';

type Params = { readonly topicId: string };

@ApiTags('access-requests')
@Controller('topics/:topicId/access-requests')
export class TopicAccessRequestsController {
  constructor(private readonly requests: AccessRequestsService) {}

  @RequireScope('topics:write')
  @Audited('access_request.create')
  @Post()
  @ApiOperation({ summary: 'Ask the owner of a topic in the catalogue for access' })
  @Answers({
    status: 201,
    schema: AccessRequest,
    errors: ['VALIDATION_FAILED', 'NOT_FOUND', 'ACCESS_REQUESTED', 'ACCESS_GRANTED', 'LIMIT_REACHED'],
  })
  async createAccessRequest(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: TopicParams }) { topicId }: Params,
    @Body({ schema: CreateAccessRequest }) body: CreateAccessRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const request = await this.requests.ask(identity, topicId, body);
    void reply.header('location', `/api/v1/access-requests/${request.id}`);
    return request;
  }

  @RequireScope('topics:read')
  @Get()
  @ApiOperation({
    summary: 'Requests for access to the topic: all for its owner, your own otherwise; newest first',
  })
  @Answers({ status: 200, schema: AccessRequestPage, errors: ['VALIDATION_FAILED', 'NOT_FOUND'] })
  listTopicAccessRequests(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: TopicParams }) { topicId }: Params,
    @Query({ schema: TopicAccessRequestQuery }) query: TopicAccessRequestQuery,
  ) {
    return this.requests.listOf(identity, topicId, query);
  }
}
