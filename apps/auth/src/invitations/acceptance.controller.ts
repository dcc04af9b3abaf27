import { AcceptInvitation, InvitationPreview, LookupInvitation, Registered } from '@anika/contracts';
import { Public } from '@anika/identity';
import { Answers, NotAudited, originOf } from '@anika/platform';
import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { AcceptanceService } from './acceptance.service';

/** The token is in the body: addresses are logged. */
@ApiTags('auth')
@Public()
@Controller('invitations')
export class AcceptanceController {
  constructor(private readonly acceptance: AcceptanceService) {}

  @NotAudited('it only reads')
  @Post('lookup')
  @HttpCode(200)
  @ApiOperation({ summary: 'What an invitation is to, by the token of its link' })
  @Answers({ status: 200, schema: InvitationPreview, errors: ['VALIDATION_FAILED', 'LINK_INVALID'] })
  lookupInvitation(@Body({ schema: LookupInvitation }) { token }: LookupInvitation) {
    return this.acceptance.preview(token);
  }

  @NotAudited('AcceptanceService writes the entry in its transaction')
  @Post('accept')
  @ApiOperation({ summary: 'Join the company; sign in with the new password afterwards' })
  @Answers({
    status: 201,
    schema: Registered,
    errors: ['VALIDATION_FAILED', 'CONFLICT', 'LINK_INVALID'],
  })
  acceptInvitation(
    @Body({ schema: AcceptInvitation }) body: AcceptInvitation,
    @Req() request: FastifyRequest,
  ) {
    return this.acceptance.accept(body, originOf(request));
  }
}
