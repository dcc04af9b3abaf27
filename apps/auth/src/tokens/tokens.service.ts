import { AnikaError, type TokenAnswer, type TokenRequest } from '@anika/contracts';
import type { AuditOrigin } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import { SignJWT } from 'jose';
import { AuthConfig } from '../auth.config';
import type { Visitor } from '../identity/visitor';
import { SessionsRepository } from '../sessions/sessions.repository';
import { PasswordLogin } from '../users/password-login';
import { type Refreshed, RefreshTokensRepository } from './refresh-tokens.repository';
import { SigningKeysService } from './signing-keys.service';

@Injectable()
export class TokensService {
  constructor(
    private readonly config: AuthConfig,
    private readonly login: PasswordLogin,
    private readonly sessions: SessionsRepository,
    private readonly refreshTokens: RefreshTokensRepository,
    private readonly keys: SigningKeysService,
  ) {}

  async issue(request: TokenRequest, visitor: Visitor): Promise<TokenAnswer> {
    if (request.grant_type === 'refresh_token') return this.refresh(request.refresh_token, visitor);
    const user = await this.login.signIn(request.username, request.password, visitor);
    const days = this.config.REFRESH_TOKEN_DAYS;
    const sessionId = await this.sessions.open(user, visitor, { kind: 'token', hash: null, days });
    const token = await this.refreshTokens.issue(user.id, sessionId);
    return this.answer({ userId: user.id, sessionId, token });
  }

  revoke(token: string, origin: AuditOrigin): Promise<void> {
    return this.refreshTokens.end(token, origin);
  }

  private async refresh(token: string, origin: AuditOrigin): Promise<TokenAnswer> {
    const refreshed = await this.refreshTokens.use(token, origin);
    if (refreshed) return this.answer(refreshed);
    throw new AnikaError('INVALID_GRANT', { detail: 'The refresh token is not valid. Sign in again.' });
  }

  private async answer({ userId, sessionId, token }: Refreshed): Promise<TokenAnswer> {
    const { kid, privateKey } = this.keys.signingKey();
    const now = Math.floor(Date.now() / 1000);
    const accessToken = await new SignJWT({ sid: sessionId })
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
      refresh_token: token,
    };
  }
}
