import { AnikaError, type TokenAnswer, type TokenRequest } from '@anika/contracts';
import type { AuditOrigin } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import { SignJWT } from 'jose';
import { AuthConfig } from '../auth.config';
import { PrincipalRepository } from '../identity/principal.repository';
import { PasswordLogin } from '../users/password-login';
import { RefreshTokensRepository } from './refresh-tokens.repository';
import { SigningKeysService } from './signing-keys.service';

@Injectable()
export class TokensService {
  constructor(
    private readonly config: AuthConfig,
    private readonly login: PasswordLogin,
    private readonly principals: PrincipalRepository,
    private readonly refreshTokens: RefreshTokensRepository,
    private readonly keys: SigningKeysService,
  ) {}

  async issue(request: TokenRequest, origin: AuditOrigin): Promise<TokenAnswer> {
    if (request.grant_type === 'refresh_token') return this.refresh(request.refresh_token, origin);
    const user = await this.login.signIn(request.username, request.password, origin);
    return this.answer(user.id, await this.refreshTokens.issue(user.id));
  }

  async revoke(token: string, origin: AuditOrigin): Promise<void> {
    await this.refreshTokens.revoke(token, origin);
  }

  private async refresh(token: string, origin: AuditOrigin): Promise<TokenAnswer> {
    const used = await this.refreshTokens.use(token, origin);
    if (!used || !(await this.principals.ofUser(used.userId))) {
      throw new AnikaError('INVALID_GRANT', { detail: 'The refresh token is not valid. Sign in again.' });
    }
    return this.answer(used.userId, await this.refreshTokens.issue(used.userId, used.family));
  }

  private async answer(userId: string, refreshToken: string): Promise<TokenAnswer> {
    const { kid, privateKey } = this.keys.signingKey();
    const now = Math.floor(Date.now() / 1000);
    const accessToken = await new SignJWT({})
      .setProtectedHeader({ alg: 'ES256', kid, typ: 'at+jwt' })
      .setSubject(userId)
      .setIssuer(this.config.PUBLIC_URL)
      .setAudience('anika')
      .setIssuedAt(now)
      .setExpirationTime(now + this.config.ACCESS_TOKEN_SECONDS)
      .sign(privateKey);
    return {
      access_token: accessToken,
      token_type: 'Bearer',
      expires_in: this.config.ACCESS_TOKEN_SECONDS,
      refresh_token: refreshToken,
    };
  }
}
