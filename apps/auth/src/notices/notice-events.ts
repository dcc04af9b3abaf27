import { isNoticeType, type Notice, noticeKindOf } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { WANTS_EVENT } from './notice-readers';

/** Of PostgreSQL's advisory locks in this database. */
const LOCK = 4_125_004;

/** Each event once, and for each person who wants it the first one that is not mailed yet. */
const ADD = `
WITH told AS (
  INSERT INTO notice_event (partner_id, key, kind, type, topic_id, topic_name, subscription_id)
  SELECT n.* FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
    AS n (partner_id, key, kind, type, topic_id, topic_name, subscription_id)
  JOIN partner ON partner.id = n.partner_id
  ON CONFLICT (partner_id, key) DO NOTHING
  RETURNING id, partner_id, kind, type
), gathered AS (
  INSERT INTO notice (user_id, kind, since)
  SELECT u.id, e.kind, min(e.id)
  FROM told e JOIN partner p ON p.id = e.partner_id JOIN app_user u ON u.partner_id = p.id
  WHERE ${WANTS_EVENT} GROUP BY u.id, e.kind
  ON CONFLICT (user_id, kind) DO UPDATE SET since = coalesce(notice.since, excluded.since)
)
SELECT count(*)::int AS taken FROM told`;

/** What happened to companies, to be mailed to their people. */
@Injectable()
export class NoticeEvents {
  constructor(private readonly source: DataSource) {}

  /**
   * Answers how many were not known. One writer at a time until it commits: the events that a mail counts are those from an id on, so
   * none may appear below it later.
   */
  async add(notices: readonly Notice[]): Promise<number> {
    const known = notices.flatMap((notice) =>
      isNoticeType(notice.type) ? [{ ...notice, kind: noticeKindOf(notice.type) }] : [],
    );
    const column = (name: keyof (typeof known)[number]) => known.map((notice) => notice[name] ?? null);
    return this.source.transaction(async (manager) => {
      await manager.query('SELECT pg_advisory_xact_lock($1)', [LOCK]);
      const [row] = (await manager.query(ADD, [
        column('partnerId'),
        column('key'),
        column('kind'),
        column('type'),
        column('topicId'),
        column('topicName'),
        column('subscriptionId'),
      ])) as [{ taken: number }];
      return row.taken;
    });
  }
}
