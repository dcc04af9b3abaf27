import { randomUUID } from 'node:crypto';
import type { AuditOrigin } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { SignInAudit } from '../audit/sign-in-audit';
import { AuthConfig } from '../auth.config';
import { hashOf, randomSecret } from './secret-text';

interface Row {
  readonly family: string;
  readonly user_id: string;
}

/**
 * Refresh tokens are used once: each use answers the next one of its family. A used one that comes back means that it was stolen
 * or lost, and ends the family (RFC 9700 section 4.14.2).
 */
@Injectable()
export class RefreshTokensRepository {
  constructor(
    private readonly config: AuthConfig,
    private readonly source: DataSource,
    private readonly audit: SignInAudit,
  ) {}

  async issue(userId: string, family: string = randomUUID()): Promise<string> {
    const token = randomSecret();
    await this.source.query(
      `INSERT INTO refresh_token (hash, family, user_id, expires_at) VALUES ($1, $2, $3, now() + make_interval(days => $4))`,
      [hashOf(token), family, userId, this.config.REFRESH_TOKEN_DAYS],
    );
    return token;
  }

  /** Uses the token up; undefined when it is unknown, expired or was used before. */
  async use(token: string, origin: AuditOrigin): Promise<{ userId: string; family: string } | undefined> {
    const [rows] = (await this.source.query(
      `UPDATE refresh_token SET used_at = now() WHERE hash = $1 AND used_at IS NULL AND expires_at > now()
       RETURNING family, user_id`,
      [hashOf(token)],
    )) as [Row[], number];
    const [row] = rows;
    if (row) return { userId: row.user_id, family: row.family };
    await this.source.transaction(async (manager) => {
      const ended = await endFamilyOf(manager, token);
      if (ended?.used) await this.audit.ended(manager, 'user.refresh_token_reused', ended.userId, origin);
    });
    return undefined;
  }

  /** Ends the token's family. */
  async revoke(token: string, origin: AuditOrigin): Promise<void> {
    await this.source.transaction(async (manager) => {
      const ended = await endFamilyOf(manager, token);
      if (ended) await this.audit.ended(manager, 'user.sign_out', ended.userId, origin);
    });
  }
}

/** Whose it was, and whether that token was used up; undefined when there is none. */
async function endFamilyOf(
  manager: EntityManager,
  token: string,
): Promise<{ userId: string; used: boolean } | undefined> {
  const hash = hashOf(token);
  const [ended] = (await manager.query(
    `DELETE FROM refresh_token WHERE family = (SELECT family FROM refresh_token WHERE hash = $1)
     RETURNING hash, user_id, used_at IS NOT NULL AS used`,
    [hash],
  )) as [{ hash: string; user_id: string; used: boolean }[], number];
  const own = ended.find((row) => row.hash === hash);
  return own && { userId: own.user_id, used: own.used };
}
