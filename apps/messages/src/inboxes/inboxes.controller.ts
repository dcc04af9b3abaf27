import {
  CreatedInbox,
  CreateInbox,
  type Identity,
  Inbox,
  InboxPage,
  InboxParams,
  InboxRequestPage,
  PageQuery,
  UpdateInbox,
} from '@anika/contracts';
import { CurrentIdentity, RequireScope } from '@anika/identity';
import { Answers, Audited } from '@anika/platform';
import {
  Body,
  Controller,
  Delete,
  Get,
  Header,
  HttpCode,
  Param,
  Patch,
  Post,
  Query,
  Res,
} from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { InboxRequests } from './inbox-requests';
import { InboxesService } from './inboxes.service';

type Params = { readonly inboxId: string };

@ApiTags('inboxes')
@Controller('inboxes')
export class InboxesController {
  constructor(
    private readonly inboxes: InboxesService,
    private readonly requests: InboxRequests,
  ) {}

  @RequireScope('subscriptions:write')
  @Audited('inbox.create')
  @Post()
  @Header('cache-control', 'no-store')
  @ApiOperation({
    summary: 'Open a test inbox for a day: an endpoint to subscribe; the secret is shown this once',
  })
  @Answers({ status: 201, schema: CreatedInbox, errors: ['VALIDATION_FAILED', 'LIMIT_REACHED'] })
  async createInbox(
    @CurrentIdentity() identity: Identity,
    @Body({ schema: CreateInbox }) body: CreateInbox,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const inbox = await this.inboxes.create(identity, body);
    void reply.header('location', `/api/v1/inboxes/${inbox.id}`);
    return inbox;
  }

  @RequireScope('subscriptions:read')
  @Get()
  @ApiOperation({ summary: 'Your test inboxes, newest first' })
  @Answers({ status: 200, schema: InboxPage, errors: ['VALIDATION_FAILED'] })
  listInboxes(@CurrentIdentity() identity: Identity, @Query({ schema: PageQuery }) query: PageQuery) {
    return this.inboxes.list(identity, query);
  }

  @RequireScope('subscriptions:read')
  @Get(':inboxId')
  @ApiOperation({ summary: 'One test inbox' })
  @Answers({ status: 200, schema: Inbox, errors: ['NOT_FOUND'] })
  getInbox(@CurrentIdentity() identity: Identity, @Param({ schema: InboxParams }) { inboxId }: Params) {
    return this.inboxes.get(identity, inboxId);
  }

  @RequireScope('subscriptions:write')
  @Audited('inbox.update')
  @Patch(':inboxId')
  @ApiOperation({ summary: 'Let a test inbox answer 500, to rehearse a failure, or 204 again' })
  @Answers({ status: 200, schema: Inbox, errors: ['VALIDATION_FAILED', 'NOT_FOUND'] })
  updateInbox(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: InboxParams }) { inboxId }: Params,
    @Body({ schema: UpdateInbox }) body: UpdateInbox,
  ) {
    return this.inboxes.update(identity, inboxId, body);
  }

  @RequireScope('subscriptions:write')
  @Audited('inbox.delete')
  @Delete(':inboxId')
  @HttpCode(204)
  @ApiOperation({ summary: 'Delete a test inbox with all it holds' })
  @Answers({ status: 204, errors: ['NOT_FOUND'] })
  deleteInbox(@CurrentIdentity() identity: Identity, @Param({ schema: InboxParams }) { inboxId }: Params) {
    return this.inboxes.delete(identity, inboxId);
  }

  @RequireScope('messages:read')
  @Get(':inboxId/requests')
  @ApiOperation({ summary: 'What a test inbox has received, newest first: the last 100 requests' })
  @Answers({ status: 200, schema: InboxRequestPage, errors: ['VALIDATION_FAILED', 'NOT_FOUND'] })
  listInboxRequests(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: InboxParams }) { inboxId }: Params,
    @Query({ schema: PageQuery }) query: PageQuery,
  ) {
    return this.requests.list(identity, inboxId, query);
  }

  @RequireScope('subscriptions:write')
  @Audited('inbox.clear')
  @Delete(':inboxId/requests')
  @HttpCode(204)
  @ApiOperation({ summary: 'Empty a test inbox' })
  @Answers({ status: 204, errors: ['NOT_FOUND'] })
  clearInbox(@CurrentIdentity() identity: Identity, @Param({ schema: InboxParams }) { inboxId }: Params) {
    return this.requests.clear(identity, inboxId);
  }
}
