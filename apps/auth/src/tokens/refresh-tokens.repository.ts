import type { AuditOrigin } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { SignInAudit } from '../audit/sign-in-audit';
import { AuthConfig } from '../auth.config';
import { hashOf, randomSecret } from './secret-text';

export interface Refreshed {
  readonly userId: string;
  readonly sessionId: string;
  readonly token: string;
}

interface Row {
  readonly family: string;
  readonly user_id: string;
}

/**
 * Refresh tokens are used once: each use answers the next one of its family, which is a session. A used one that comes back
 * means that it was stolen or lost, and ends the session (RFC 9700 section 4.14.2).
 */
@Injectable()
export class RefreshTokensRepository {
  constructor(
    private readonly config: AuthConfig,
    private readonly source: DataSource,
    private readonly audit: SignInAudit,
  ) {}

  async issue(userId: string, sessionId: string, manager: EntityManager = this.source.manager) {
    const token = randomSecret();
    await manager.query(
      `INSERT INTO refresh_token (hash, family, user_id, expires_at) VALUES ($1, $2, $3, now() + make_interval(days => $4))`,
      [hashOf(token), sessionId, userId, this.config.REFRESH_TOKEN_DAYS],
    );
    return token;
  }

  /** Uses the token up for the next one; undefined when it is unknown or was used before, or its session or user has ended. */
  async use(token: string, origin: AuditOrigin): Promise<Refreshed | undefined> {
    const row = await this.find(token);
    if (!row) return undefined;
    const { family: sessionId, user_id: userId } = row;
    return this.source.transaction(async (manager) => {
      // The session first, as whoever ends it does: one of the two waits, and neither for the other.
      if (!(await this.prolong(manager, sessionId))) return undefined;
      const [, used] = (await manager.query(
        'UPDATE refresh_token SET used_at = now() WHERE hash = $1 AND used_at IS NULL AND expires_at > now()',
        [hashOf(token)],
      )) as [unknown, number];
      if (used) return { userId, sessionId, token: await this.issue(userId, sessionId, manager) };
      const { wasUsed } = await endFamily(manager, sessionId, token);
      if (wasUsed) await this.audit.ended(manager, 'user.refresh_token_reused', userId, origin);
      return undefined;
    });
  }

  /** Unknown tokens end nothing. */
  async end(token: string, origin: AuditOrigin): Promise<void> {
    const row = await this.find(token);
    if (!row) return;
    await this.source.transaction(async (manager) => {
      const { hasEnded } = await endFamily(manager, row.family, token);
      if (hasEnded) await this.audit.ended(manager, 'user.sign_out', row.user_id, origin);
    });
  }

  private async find(token: string): Promise<Row | undefined> {
    const rows = (await this.source.query('SELECT family, user_id FROM refresh_token WHERE hash = $1', [
      hashOf(token),
    ])) as Row[];
    return rows[0];
  }

  private async prolong(manager: EntityManager, sessionId: string): Promise<boolean> {
    const [, prolonged] = (await manager.query(
      `UPDATE session s SET last_seen_at = now(), expires_at = now() + make_interval(days => $2)
       FROM app_user u JOIN partner p ON p.id = u.partner_id
       WHERE s.id = $1 AND u.id = s.user_id AND u.status = 'active' AND p.status = 'active'`,
      [sessionId, this.config.REFRESH_TOKEN_DAYS],
    )) as [unknown, number];
    return prolonged > 0;
  }
}

/** Whether this ended the session, and whether it was the token that had been used. */
async function endFamily(
  manager: EntityManager,
  sessionId: string,
  token: string,
): Promise<{ hasEnded: boolean; wasUsed: boolean }> {
  const [, sessions] = (await manager.query('DELETE FROM session WHERE id = $1', [sessionId])) as [
    unknown,
    number,
  ];
  const [tokens] = (await manager.query(
    'DELETE FROM refresh_token WHERE family = $1 RETURNING hash, used_at IS NOT NULL AS used',
    [sessionId],
  )) as [{ hash: string; used: boolean }[], number];
  const hash = hashOf(token);
  return { hasEnded: sessions > 0, wasUsed: tokens.some((row) => row.hash === hash && row.used) };
}
