import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
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
  async use(token: string): Promise<{ userId: string; family: string } | undefined> {
    const [rows] = (await this.source.query(
      `UPDATE refresh_token SET used_at = now() WHERE hash = $1 AND used_at IS NULL AND expires_at > now()
       RETURNING family, user_id`,
      [hashOf(token)],
    )) as [Row[], number];
    const [row] = rows;
    if (row) return { userId: row.user_id, family: row.family };
    await this.endFamilyOf(token);
    return undefined;
  }

  async endFamilyOf(token: string): Promise<void> {
    await this.source.query(
      'DELETE FROM refresh_token WHERE family = (SELECT family FROM refresh_token WHERE hash = $1)',
      [hashOf(token)],
    );
  }
}
