import { AnikaError, newId, type SessionRequest } from '@anika/contracts';
import type { AuditOrigin } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SignInAudit } from '../audit/sign-in-audit';
import { AuthConfig } from '../auth.config';
import { hashOf, randomSecret } from '../tokens/secret-text';
import { PasswordLogin } from '../users/password-login';

@Injectable()
export class SessionsService {
  constructor(
    private readonly config: AuthConfig,
    private readonly login: PasswordLogin,
    private readonly source: DataSource,
    private readonly audit: SignInAudit,
  ) {}

  /** Answers the cookie's value. */
  async open({ email, password }: SessionRequest, origin: AuditOrigin): Promise<string> {
    const user = await this.login.signIn(email, password, origin);
    const secret = randomSecret();
    await this.source.query(
      'INSERT INTO session (id, hash, user_id, expires_at) VALUES ($1, $2, $3, now() + make_interval(days => $4))',
      [newId('session'), hashOf(secret), user.id, this.config.SESSION_DAYS],
    );
    return secret;
  }

  async close(secret: string | undefined, origin: AuditOrigin): Promise<void> {
    if (secret === undefined) return;
    await this.source.transaction(async (manager) => {
      const [[ended]] = (await manager.query('DELETE FROM session WHERE hash = $1 RETURNING user_id', [
        hashOf(secret),
      ])) as [{ user_id: string }[], number];
      if (ended) await this.audit.ended(manager, 'user.sign_out', ended.user_id, origin);
    });
  }

  /** Another site must not sign a browser in or out. Programs send no Origin. */
  assertOwnOrigin(origin: string | undefined): void {
    if (origin !== undefined && origin !== new URL(this.config.PUBLIC_URL).origin)
      throw new AnikaError('CROSS_ORIGIN');
  }

  /** The `Set-Cookie` header for a value, or for none. */
  cookie(value: string | undefined): string {
    const { protocol } = new URL(this.config.PUBLIC_URL);
    const age = value === undefined ? 0 : this.config.SESSION_DAYS * 86_400;
    const secure = protocol === 'https:' ? '; Secure' : '';
    return `anika_session=${value ?? ''}; Path=/; Max-Age=${age}; HttpOnly; SameSite=Lax${secure}`;
  }
}
