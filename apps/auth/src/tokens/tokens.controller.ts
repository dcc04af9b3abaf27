import { RevokeRequest, TokenAnswer, TokenRequest } from '@anika/contracts';
import { Public } from '@anika/identity';
import { Answers, NotAudited, originOf } from '@anika/platform';
import { Body, Controller, Header, HttpCode, Post, Req } from '@nestjs/common';
import { ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { visitorOf } from '../identity/visitor';
import { TokensService } from './tokens.service';

@ApiTags('auth')
@Public()
@Controller('auth')
export class TokensController {
  constructor(private readonly tokens: TokensService) {}

  @NotAudited('PasswordLogin writes the entry; a refresh that is in order is none')
  @Post('token')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @ApiOperation({ summary: 'An access token by password or refresh token (OAuth 2.0; form or JSON)' })
  @Answers({ status: 200, schema: TokenAnswer, errors: ['VALIDATION_FAILED', 'INVALID_GRANT'] })
  token(@Body({ schema: TokenRequest }) body: TokenRequest, @Req() request: FastifyRequest) {
    return this.tokens.issue(body, visitorOf(request));
  }

  @NotAudited('RefreshTokensRepository writes the entry in its transaction')
  @Post('revoke')
  @HttpCode(200)
  @ApiOperation({ summary: 'End a refresh token with its session and all that came of it (RFC 7009)' })
  @Answers({ status: 200, schema: z.object({}), errors: ['VALIDATION_FAILED'] })
  async revoke(
    @Body({ schema: RevokeRequest }) body: RevokeRequest,
    @Req() request: FastifyRequest,
  ): Promise<Record<string, never>> {
    await this.tokens.revoke(body.token, originOf(request));
    return {};
  }
}
