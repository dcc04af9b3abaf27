import { ChangePassword, ConfirmReset, type Identity, RequestReset } from '@anika/contracts';
import { Authenticated, CurrentIdentity, Public } from '@anika/identity';
import { Answers, Audited, NotAudited } from '@anika/platform';
import { Body, Controller, HttpCode, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { visitorOf } from '../identity/visitor';
import { PasswordsService } from './passwords.service';

@ApiTags('auth')
@Controller('auth')
export class PasswordsController {
  constructor(private readonly passwords: PasswordsService) {}

  @Authenticated()
  @Audited('user.change_password', 'caller')
  @Post('password')
  @HttpCode(204)
  @ApiOperation({ summary: 'Change my password; ends my other sessions' })
  @Answers({ status: 204, errors: ['VALIDATION_FAILED', 'CONFLICT'] })
  changePassword(
    @CurrentIdentity() identity: Identity,
    @Body({ schema: ChangePassword }) body: ChangePassword,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    return this.passwords.change(identity, body, visitorOf(request));
  }

  @Public()
  @NotAudited('PasswordsService writes the entry, when somebody has the address')
  @Post('reset')
  @HttpCode(202)
  @ApiOperation({
    summary: 'Send a link for a new password; answers alike whether or not somebody has the address',
  })
  @Answers({ status: 202, errors: ['VALIDATION_FAILED', 'MAIL_NOT_CONFIGURED'] })
  requestReset(
    @Body({ schema: RequestReset }) body: RequestReset,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    return this.passwords.requestReset(body, visitorOf(request));
  }

  @Public()
  @NotAudited('PasswordsService writes the entry in its transaction')
  @Post('reset/confirm')
  @HttpCode(204)
  @ApiOperation({ summary: 'Set a new password with the token of a link; ends all sessions' })
  @Answers({ status: 204, errors: ['VALIDATION_FAILED', 'LINK_INVALID'] })
  confirmReset(
    @Body({ schema: ConfirmReset }) body: ConfirmReset,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    return this.passwords.confirmReset(body, visitorOf(request));
  }
}
