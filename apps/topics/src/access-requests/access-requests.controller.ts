import {
  AccessRequest,
  AccessRequestCounts,
  AccessRequestPage,
  AccessRequestParams,
  AccessRequestQuery,
  ApproveAccessRequest,
  type Identity,
  RejectAccessRequest,
} from '@anika/contracts';
import { CurrentIdentity, RequireScope } from '@anika/identity';
import { Answers, Audited } from '@anika/platform';
import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AccessDecisionsService } from './access-decisions.service';
import { AccessRequestsService } from './access-requests.service';

type Params = { readonly requestId: string };

@ApiTags('access-requests')
@Controller('access-requests')
export class AccessRequestsController {
  constructor(
    private readonly decisions: AccessDecisionsService,
    private readonly requests: AccessRequestsService,
  ) {}

  @RequireScope('topics:read')
  @Get()
  @ApiOperation({
    summary: 'Requests for access to your topics, or your own to those of others; newest first',
  })
  @Answers({ status: 200, schema: AccessRequestPage, errors: ['VALIDATION_FAILED'] })
  listAccessRequests(
    @CurrentIdentity() identity: Identity,
    @Query({ schema: AccessRequestQuery }) query: AccessRequestQuery,
  ) {
    return this.requests.list(identity, query);
  }

  @RequireScope('topics:read')
  @Get('counts')
  @ApiOperation({ summary: 'How many requests wait for a decision' })
  @Answers({ status: 200, schema: AccessRequestCounts })
  countAccessRequests(@CurrentIdentity() identity: Identity) {
    return this.requests.counts(identity);
  }

  @RequireScope('topics:read')
  @Get(':requestId')
  @ApiOperation({ summary: 'One request for access' })
  @Answers({ status: 200, schema: AccessRequest, errors: ['NOT_FOUND'] })
  getAccessRequest(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: AccessRequestParams }) { requestId }: Params,
  ) {
    return this.requests.get(identity, requestId);
  }

  @RequireScope('topics:write')
  @Audited('access_request.approve')
  @Post(':requestId/approve')
  @HttpCode(200)
  @ApiOperation({ summary: 'Grant what is asked for, or with other fields or another end' })
  @Answers({
    status: 200,
    schema: AccessRequest,
    errors: ['VALIDATION_FAILED', 'NOT_FOUND', 'ACCESS_REQUEST_DECIDED'],
  })
  approveAccessRequest(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: AccessRequestParams }) { requestId }: Params,
    @Body({ schema: ApproveAccessRequest }) body: ApproveAccessRequest,
  ) {
    return this.decisions.approve(identity, requestId, body);
  }

  @RequireScope('topics:write')
  @Audited('access_request.reject')
  @Post(':requestId/reject')
  @HttpCode(200)
  @ApiOperation({ summary: 'Refuse access, with a reason if you like' })
  @Answers({
    status: 200,
    schema: AccessRequest,
    errors: ['VALIDATION_FAILED', 'NOT_FOUND', 'ACCESS_REQUEST_DECIDED'],
  })
  rejectAccessRequest(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: AccessRequestParams }) { requestId }: Params,
    @Body({ schema: RejectAccessRequest }) body: RejectAccessRequest,
  ) {
    return this.decisions.reject(identity, requestId, body);
  }

  @RequireScope('topics:write')
  @Audited('access_request.withdraw')
  @Post(':requestId/withdraw')
  @HttpCode(200)
  @ApiOperation({ summary: 'Take your own request back' })
  @Answers({ status: 200, schema: AccessRequest, errors: ['NOT_FOUND', 'ACCESS_REQUEST_DECIDED'] })
  withdrawAccessRequest(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: AccessRequestParams }) { requestId }: Params,
  ) {
    return this.decisions.withdraw(identity, requestId);
  }
}
