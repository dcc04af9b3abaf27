import { SessionRequest } from '@anika/contracts';
import { Public } from '@anika/identity';
import { Answers, NotAudited, originOf } from '@anika/platform';
import { Body, Controller, Delete, Header, HttpCode, Post, Req, Res } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sessionCookieOf } from '../identity/credential';
import { visitorOf } from '../identity/visitor';
import { SessionsService } from './sessions.service';

@ApiTags('auth')
@Public()
@Controller('auth/session')
export class SessionsController {
  constructor(private readonly sessions: SessionsService) {}

  @NotAudited('PasswordLogin writes the entry')
  @Post()
  @HttpCode(204)
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'Sign a browser in: sets the session cookie' })
  @Answers({ status: 204, errors: ['VALIDATION_FAILED', 'INVALID_GRANT', 'CROSS_ORIGIN'] })
  async openSession(
    @Body({ schema: SessionRequest }) body: SessionRequest,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    this.sessions.assertOwnOrigin(request.headers.origin);
    const secret = await this.sessions.open(body, visitorOf(request));
    void reply.header('set-cookie', this.sessions.cookie(secret));
  }

  @NotAudited('SessionsService writes the entry in its transaction')
  @Delete()
  @HttpCode(204)
  @ApiOperation({ summary: 'Sign the browser out' })
  @Answers({ status: 204, errors: ['CROSS_ORIGIN'] })
  async closeSession(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    this.sessions.assertOwnOrigin(request.headers.origin);
    await this.sessions.close(sessionCookieOf(request.headers.cookie), originOf(request));
    void reply.header('set-cookie', this.sessions.cookie(undefined));
  }
}
