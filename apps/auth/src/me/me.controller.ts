import { type Identity, Me, SignInOptions, UpdateMe } from '@anika/contracts';
import { Authenticated, CurrentIdentity, Public } from '@anika/identity';
import { Answers, Audited, withEtag } from '@anika/platform';
import { Body, Controller, Get, Headers, Patch, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { visitorOf } from '../identity/visitor';
import { MeService } from './me.service';

@ApiTags('auth')
@Controller('auth')
export class MeController {
  constructor(private readonly me: MeService) {}

  @Public()
  @Get('options')
  @ApiOperation({ summary: 'What a sign-in page may offer' })
  @Answers({ status: 200, schema: SignInOptions })
  signInOptions() {
    return this.me.options();
  }

  @Authenticated()
  @Get('me')
  @ApiOperation({ summary: 'Who I am and what I may do' })
  @Answers({ status: 200, schema: Me })
  async getMe(@CurrentIdentity() identity: Identity, @Res({ passthrough: true }) reply: FastifyReply) {
    return withEtag(reply, await this.me.get(identity));
  }

  @Authenticated()
  @Audited('user.update', 'caller')
  @Patch('me')
  @ApiOperation({
    summary:
      'Change my name, language, e-mail address or notices by mail (merge patch; If-Match is honoured)',
  })
  @Answers({ status: 200, schema: Me, errors: ['VALIDATION_FAILED', 'CONFLICT', 'PRECONDITION_FAILED'] })
  async updateMe(
    @CurrentIdentity() identity: Identity,
    @Body({ schema: UpdateMe }) body: UpdateMe,
    @Headers('if-match') ifMatch: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return withEtag(reply, await this.me.update(identity, body, ifMatch, visitorOf(request)));
  }
}
