import { AnikaError, newId, type SessionRequest } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuthConfig } from '../auth.config';
import { hashOf, randomSecret } from '../tokens/secret-text';
import { PasswordLogin } from '../users/password-login';

@Injectable()
export class SessionsService {
  constructor(
    private readonly config: AuthConfig,
    private readonly login: PasswordLogin,
    private readonly source: DataSource,
  ) {}

  /** Answers the cookie's value. */
  async open({ email, password }: SessionRequest, address: string): Promise<string> {
    const user = await this.login.signIn(email, password, address);
    const secret = randomSecret();
    await this.source.query(
      'INSERT INTO session (id, hash, user_id, expires_at) VALUES ($1, $2, $3, now() + make_interval(days => $4))',
      [newId('session'), hashOf(secret), user.id, this.config.SESSION_DAYS],
    );
    return secret;
  }

  async close(secret: string | undefined): Promise<void> {
    if (secret !== undefined)
      await this.source.query('DELETE FROM session WHERE hash = $1', [hashOf(secret)]);
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
