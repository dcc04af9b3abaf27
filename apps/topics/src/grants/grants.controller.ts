import {
  Grant,
  GrantPage,
  GrantParams,
  type Identity,
  PageQuery,
  PutGrant,
  TopicParams,
} from '@anika/contracts';
import { CurrentIdentity, RequireScope } from '@anika/identity';
import { Answers, Audited } from '@anika/platform';
import { Body, Controller, Delete, Get, HttpCode, Param, Put, Query, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { GrantsService } from './grants.service';

type Params = { readonly topicId: string; readonly partnerId: string };

@ApiTags('grants')
@Controller('topics/:topicId/grants')
export class GrantsController {
  constructor(private readonly grants: GrantsService) {}

  @RequireScope('topics:write')
  @Audited('grant.put')
  @Put(':partnerId')
  @ApiOperation({
    summary: 'Let a partner read the topic, or replace what limits that (201 the first time, 200 again)',
  })
  @Answers({ status: 200, schema: Grant, description: 'There was one, which is now as asked for' })
  @Answers({ status: 201, schema: Grant, errors: ['VALIDATION_FAILED', 'NOT_FOUND'] })
  async putGrant(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: GrantParams }) { topicId, partnerId }: Params,
    @Body({ schema: PutGrant }) body: PutGrant,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { grant, created } = await this.grants.put(identity, topicId, partnerId, body);
    void reply.status(created ? 201 : 200);
    if (created) void reply.header('location', `/api/v1/topics/${topicId}/grants`);
    return grant;
  }

  @RequireScope('topics:read')
  @Get()
  @ApiOperation({ summary: 'Who may read the topic' })
  @Answers({ status: 200, schema: GrantPage, errors: ['VALIDATION_FAILED', 'NOT_FOUND'] })
  listGrants(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: TopicParams }) { topicId }: Pick<Params, 'topicId'>,
    @Query({ schema: PageQuery }) query: PageQuery,
  ) {
    return this.grants.list(identity, topicId, query);
  }

  @RequireScope('topics:write')
  @Audited('grant.revoke')
  @Delete(':partnerId')
  @HttpCode(204)
  @ApiOperation({ summary: "End a partner's access" })
  @Answers({ status: 204, errors: ['NOT_FOUND'] })
  revokeGrant(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: GrantParams }) { topicId, partnerId }: Params,
  ) {
    return this.grants.revoke(identity, topicId, partnerId);
  }
}
