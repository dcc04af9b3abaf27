import {
  AnikaError,
  type Identity,
  isId,
  type Page,
  type PageQuery,
  type Session,
  type SessionRequest,
} from '@anika/contracts';
import { type AuditOrigin, readCursor, toPage } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SignInAudit } from '../audit/sign-in-audit';
import { AuthConfig } from '../auth.config';
import type { SessionEntity } from '../database/session.entity';
import type { Visitor } from '../identity/visitor';
import { hashOf, randomSecret } from '../tokens/secret-text';
import { PasswordLogin } from '../users/password-login';
import { SessionsRepository } from './sessions.repository';

@Injectable()
export class SessionsService {
  constructor(
    private readonly config: AuthConfig,
    private readonly login: PasswordLogin,
    private readonly source: DataSource,
    private readonly sessions: SessionsRepository,
    private readonly audit: SignInAudit,
  ) {}

  /** Answers the cookie's value. */
  async open({ email, password }: SessionRequest, visitor: Visitor): Promise<string> {
    const user = await this.login.signIn(email, password, visitor);
    const secret = randomSecret();
    const days = this.config.SESSION_DAYS;
    await this.sessions.open(user, visitor, { kind: 'browser', hash: hashOf(secret), days });
    await this.sessions.noteLocale(user.id, visitor.locale);
    return secret;
  }

  async close(secret: string | undefined, origin: AuditOrigin): Promise<void> {
    if (secret === undefined) return;
    await this.source.transaction(async (manager) => {
      const userId = await this.sessions.endByHash(manager, hashOf(secret));
      if (userId !== undefined) await this.audit.ended(manager, 'user.sign_out', userId, origin);
    });
  }

  async list(
    { credentialId }: Identity,
    userId: string,
    { limit, cursor }: PageQuery,
  ): Promise<Page<Session>> {
    const before = readCursor(cursor, (id) => isId('session', id));
    const rows = await this.sessions.list(userId, before, limit);
    return toPage(
      rows,
      limit,
      (row) => row.id,
      (row) => toSession(row, credentialId),
    );
  }

  async end(userId: string, id: string): Promise<void> {
    if (!(await this.sessions.end(userId, id)))
      throw new AnikaError('NOT_FOUND', { detail: `There is no session ${id}.` });
  }

  endAll(userId: string, exceptId?: string): Promise<void> {
    return this.source.transaction((manager) => this.sessions.endAll(manager, userId, exceptId));
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

function toSession(
  { id, kind, createdAt, lastSeenAt, expiresAt, address, userAgent }: SessionEntity,
  currentId: string,
): Session {
  return {
    id,
    kind,
    createdAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    expiresAt: expiresAt.toISOString(),
    address,
    userAgent,
    current: id === currentId,
  };
}
