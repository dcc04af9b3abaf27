import { AnikaError, IDENTITY_HEADERS, type Identity } from '@anika/contracts';
import { Public } from '@anika/identity';
import { originOf } from '@anika/platform';
import { Controller, Get, HttpCode, Req, Res, UseGuards } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { SignInAudit } from '../audit/sign-in-audit';
import { AuthConfig } from '../auth.config';
import type { Credential } from './credential';
import { CredentialGuard } from './credential.guard';

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);
/** nginx counts whole seconds, the last one included: an answer may serve for five. */
const CACHE_SECONDS = 4;

@ApiExcludeController()
@Controller()
export class IdentityController {
  constructor(
    private readonly config: AuthConfig,
    private readonly audit: SignInAudit,
  ) {}

  /** Asked by nginx for each request: 200 with the identity in headers, or 401. */
  @Public()
  @UseGuards(CredentialGuard)
  @Get('identity')
  @HttpCode(200)
  async identify(
    @Req() request: FastifyRequest & { readonly user: Credential },
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const { identity, expiresAt } = request.user;
    if (identity.credential === 'session' && !this.isSameOrigin(request)) {
      await this.audit.misused(identity, originOf(request));
      throw new AnikaError('CROSS_ORIGIN');
    }
    void reply.headers({
      [IDENTITY_HEADERS.userId]: identity.userId ?? '',
      [IDENTITY_HEADERS.partnerId]: identity.partnerId,
      [IDENTITY_HEADERS.role]: identity.role,
      [IDENTITY_HEADERS.scopes]: identity.scopes.join(' '),
      [IDENTITY_HEADERS.credential]: identity.credential,
      [IDENTITY_HEADERS.credentialId]: identity.credentialId,
      'x-accel-expires': String(cacheSeconds(identity, expiresAt)),
    });
    return '';
  }

  /** A cookie is sent by browsers on their own: changes must come from a page of ours. */
  private isSameOrigin({ headers }: FastifyRequest): boolean {
    if (SAFE_METHODS.has(String(headers['x-original-method']))) return true;
    return headers['x-original-origin'] === new URL(this.config.PUBLIC_URL).origin;
  }
}

function cacheSeconds({ credential }: Identity, expiresAt: number | undefined): number {
  if (credential === 'session') return 0;
  const left = expiresAt === undefined ? CACHE_SECONDS : Math.floor(expiresAt - Date.now() / 1000);
  return Math.max(0, Math.min(CACHE_SECONDS, left));
}
