import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { MAKER_MAY } from '../database/maker-may';
import { hashOf, randomSecret } from '../tokens/secret-text';

const HOURS = 1;

const USABLE = `r.token_hash = $1 AND r.expires_at > now() AND u.id = r.user_id AND u.status = 'active'
  AND p.id = u.partner_id AND p.status = 'active' AND (r.created_by IS NULL OR ${MAKER_MAY('r.created_by', 'u.partner_id')})`;

/** Links to set a new password: one for each person, used once, only their hash is kept. */
@Injectable()
export class PasswordResetsRepository {
  constructor(private readonly source: DataSource) {}

  async issue(userId: string, createdBy: string | null): Promise<{ token: string; expiresAt: Date }> {
    const token = randomSecret();
    const rows = (await this.source.query(
      `INSERT INTO password_reset (user_id, token_hash, created_by, expires_at)
       VALUES ($1, $2, $3, now() + make_interval(hours => $4))
       ON CONFLICT (user_id) DO UPDATE SET token_hash = excluded.token_hash, created_by = excluded.created_by,
         expires_at = excluded.expires_at
       RETURNING expires_at`,
      [userId, hashOf(token), createdBy, HOURS],
    )) as [{ expires_at: Date }];
    return { token, expiresAt: rows[0].expires_at };
  }

  /** Undefined when nobody active has the address. */
  async issueByEmail(email: string): Promise<string | undefined> {
    const rows = (await this.source.query(
      `SELECT u.id FROM app_user u JOIN partner p ON p.id = u.partner_id
       WHERE u.email = $1 AND u.status = 'active' AND p.status = 'active'`,
      [email],
    )) as { id: string }[];
    return rows[0] && (await this.issue(rows[0].id, null)).token;
  }

  /** Whose link it is, if it would work; it is not used up. */
  async find(token: string): Promise<string | undefined> {
    const rows = (await this.source.query(
      `SELECT r.user_id FROM password_reset r, app_user u, partner p WHERE ${USABLE}`,
      [hashOf(token)],
    )) as { user_id: string }[];
    return rows[0]?.user_id;
  }

  /** Uses the link up, in the caller's transaction. Of two at once one has found it. */
  async use(manager: EntityManager, token: string): Promise<boolean> {
    const [, used] = (await manager.query(
      `DELETE FROM password_reset r USING app_user u, partner p WHERE ${USABLE}`,
      [hashOf(token)],
    )) as [unknown, number];
    return used > 0;
  }

  async remove(manager: EntityManager, userId: string): Promise<void> {
    await manager.query('DELETE FROM password_reset WHERE user_id = $1', [userId]);
  }
}
