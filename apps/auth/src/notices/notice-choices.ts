import {
  AnikaError,
  type Identity,
  NOTICE_KINDS,
  type NoticeChoice,
  NOTICES_BY_DEFAULT,
  type UpdateNoticeChoice,
} from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** What each person wants to be told by mail. What nobody has chosen is as the role has it, and changes with the role. */
@Injectable()
export class NoticeChoices {
  constructor(private readonly source: DataSource) {}

  /** Null for those who are told nothing by mail: API keys and operators. */
  async of({ userId, role }: Identity): Promise<NoticeChoice | null> {
    if (userId === undefined || role === 'key' || role === 'operator') return null;
    const rows = (await this.source.query('SELECT notices FROM app_user WHERE id = $1', [userId])) as {
      notices: UpdateNoticeChoice;
    }[];
    const chosen = NOTICE_KINDS.map((kind) => [
      kind,
      rows[0]?.notices[kind] ?? NOTICES_BY_DEFAULT[role].includes(kind),
    ]);
    return Object.fromEntries(chosen) as NoticeChoice;
  }

  /** Merged in the database: of two switches pressed at once both count. */
  async change(userId: string, change: UpdateNoticeChoice): Promise<void> {
    await this.source.query('UPDATE app_user SET notices = notices || $2 WHERE id = $1', [userId, change]);
  }
}

/** @throws {AnikaError} VALIDATION_FAILED at `/notices` */
export function assertHasNotices({ role }: Identity): void {
  if (role !== 'operator') return;
  throw new AnikaError('VALIDATION_FAILED', {
    errors: [
      {
        pointer: '/notices',
        code: 'UNKNOWN_MEMBER',
        message: 'is for people of companies, not for operators',
      },
    ],
  });
}
