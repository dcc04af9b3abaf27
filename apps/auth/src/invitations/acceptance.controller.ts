import { AcceptInvitation, InvitationPreview, LookupInvitation, Registered } from '@anika/contracts';
import { Public } from '@anika/identity';
import { Answers } from '@anika/platform';
import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import { AcceptanceService } from './acceptance.service';

/** The token is in the body: addresses are logged. */
@ApiTags('auth')
@Public()
@Controller('invitations')
export class AcceptanceController {
  constructor(private readonly acceptance: AcceptanceService) {}

  @Post('lookup')
  @HttpCode(200)
  @ApiOperation({ summary: 'What an invitation is to, by the token of its link' })
  @Answers({ status: 200, schema: InvitationPreview, errors: ['VALIDATION_FAILED', 'LINK_INVALID'] })
  lookupInvitation(@Body({ schema: LookupInvitation }) { token }: LookupInvitation) {
    return this.acceptance.preview(token);
  }

  @Post('accept')
  @ApiOperation({ summary: 'Join the company; sign in with the new password afterwards' })
  @Answers({
    status: 201,
    schema: Registered,
    errors: ['VALIDATION_FAILED', 'CONFLICT', 'LINK_INVALID'],
  })
  acceptInvitation(@Body({ schema: AcceptInvitation }) body: AcceptInvitation) {
    return this.acceptance.accept(body);
  }
}
