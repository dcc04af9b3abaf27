import { AnikaError, type Locale, newId, type Session } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import { type EntityManager, LessThan, DataSource, MoreThan } from 'typeorm';
import { SessionEntity } from '../database/session.entity';
import type { UserEntity } from '../database/user.entity';
import type { Visitor } from '../identity/visitor';

export interface NewSession {
  readonly kind: Session['kind'];
  /** Of the cookie's value; null for programs, which have refresh tokens. */
  readonly hash: string | null;
  readonly days: number;
}

/** A session's row is the truth: its refresh tokens, named by `family`, are worth nothing without it. */
@Injectable()
export class SessionsRepository {
  constructor(private readonly source: DataSource) {}

  /**
   * Answers the session's id. The user's row is held: a session that is opened with the old password while it is being changed
   * is either seen by that change and ended, or not opened.
   *
   * @throws {AnikaError} INVALID_GRANT when the password was changed since it was checked, or the user disabled.
   */
  async open(user: UserEntity, { address, userAgent }: Visitor, session: NewSession): Promise<string> {
    const rows = (await this.source.query(
      `INSERT INTO session (id, user_id, kind, hash, address, user_agent, expires_at)
       SELECT $1, u.id, $2, $3, $4, $5, now() + make_interval(days => $6) FROM app_user u
       WHERE u.id = $7 AND u.password_hash = $8 AND u.status = 'active' FOR SHARE RETURNING id`,
      [
        newId('session'),
        session.kind,
        session.hash,
        address,
        userAgent,
        session.days,
        user.id,
        user.passwordHash,
      ],
    )) as { id: string }[];
    if (rows[0]) return rows[0].id;
    throw new AnikaError('INVALID_GRANT', { detail: 'The password was changed meanwhile. Sign in again.' });
  }

  /** The language of mails for who has not chosen one. */
  async noteLocale(userId: string, locale: Locale): Promise<void> {
    await this.source.query(
      'UPDATE app_user SET seen_locale = $2 WHERE id = $1 AND seen_locale IS DISTINCT FROM $2',
      [userId, locale],
    );
  }

  /** Newest first, `limit + 1` of them. */
  list(userId: string, before: string | undefined, limit: number): Promise<SessionEntity[]> {
    return this.source.manager.find(SessionEntity, {
      where: {
        userId,
        expiresAt: MoreThan(new Date()),
        ...(before !== undefined && { id: LessThan(before) }),
      },
      order: { id: 'DESC' },
      take: limit + 1,
    });
  }

  /** Whether there was such a session. */
  async end(userId: string, id: string): Promise<boolean> {
    const { affected } = await this.source.manager.delete(SessionEntity, { id, userId });
    await this.source.query('DELETE FROM refresh_token WHERE family = $1 AND user_id = $2', [id, userId]);
    return Boolean(affected);
  }

  /** In the caller's transaction; answers whose it was. */
  async endByHash(manager: EntityManager, hash: string): Promise<string | undefined> {
    const [ended] = (await manager.query('DELETE FROM session WHERE hash = $1 RETURNING user_id', [
      hash,
    ])) as [{ user_id: string }[], number];
    return ended[0]?.user_id;
  }

  /** In the caller's transaction. */
  async endAll(manager: EntityManager, userId: string, exceptId = ''): Promise<void> {
    await manager.query('DELETE FROM session WHERE user_id = $1 AND id <> $2', [userId, exceptId]);
    await manager.query('DELETE FROM refresh_token WHERE user_id = $1 AND family <> $2', [userId, exceptId]);
  }
}
