import {
  CreateInvitation,
  type Identity,
  Invitation,
  InvitationPage,
  InvitationParams,
  InvitationWithLink,
  PageQuery,
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
  Post,
  Query,
  Req,
  Res,
} from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { visitorOf } from '../identity/visitor';
import { InvitationsService } from './invitations.service';

type Params = { readonly invitationId: string };

@ApiTags('users')
@Controller('invitations')
export class InvitationsController {
  constructor(private readonly invitations: InvitationsService) {}

  @RequireScope('users:write')
  @Audited('invitation.create')
  @Post()
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Invite a person: by mail, or by a link that is shown this once' })
  @Answers({
    status: 201,
    schema: InvitationWithLink,
    errors: ['VALIDATION_FAILED', 'CONFLICT', 'LIMIT_REACHED'],
  })
  async createInvitation(
    @CurrentIdentity() identity: Identity,
    @Body({ schema: CreateInvitation }) body: CreateInvitation,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const invitation = await this.invitations.create(identity, body, visitorOf(request));
    void reply.header('location', `/api/v1/invitations/${invitation.id}`);
    return invitation;
  }

  @RequireScope('users:read')
  @Get()
  @ApiOperation({ summary: 'Invitations that were not accepted yet, newest first' })
  @Answers({ status: 200, schema: InvitationPage, errors: ['VALIDATION_FAILED'] })
  listInvitations(@CurrentIdentity() identity: Identity, @Query({ schema: PageQuery }) query: PageQuery) {
    return this.invitations.list(identity, query);
  }

  @RequireScope('users:read')
  @Get(':invitationId')
  @ApiOperation({ summary: 'One invitation' })
  @Answers({ status: 200, schema: Invitation, errors: ['NOT_FOUND'] })
  getInvitation(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: InvitationParams }) { invitationId }: Params,
  ) {
    return this.invitations.get(identity, invitationId);
  }

  @RequireScope('users:write')
  @Audited('invitation.resend')
  @Post(':invitationId/resend')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Invite again with a new link; the one before no longer works' })
  @Answers({ status: 200, schema: InvitationWithLink, errors: ['NOT_FOUND'] })
  resendInvitation(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: InvitationParams }) { invitationId }: Params,
    @Req() request: FastifyRequest,
  ) {
    return this.invitations.resend(identity, invitationId, visitorOf(request));
  }

  @RequireScope('users:write')
  @Audited('invitation.revoke')
  @Delete(':invitationId')
  @HttpCode(204)
  @ApiOperation({ summary: 'Revoke an invitation' })
  @Answers({ status: 204, errors: ['NOT_FOUND'] })
  revokeInvitation(
    @CurrentIdentity() identity: Identity,
    @Param({ schema: InvitationParams }) { invitationId }: Params,
  ) {
    return this.invitations.revoke(identity, invitationId);
  }
}
