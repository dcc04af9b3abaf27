import type { Role } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { NoticeFacts } from '../mail/mail';
import { wantsKind, WANTS_EVENT } from './notice-readers';

const BATCH = 100;
/** Between two mails of one kind to one person. */
const PAUSE = '1 hour';

/** Whose turn it is, for this replica alone. */
const DUE = `
SELECT user_id, kind FROM notice WHERE since IS NOT NULL AND next_at <= now()
ORDER BY next_at LIMIT ${BATCH} FOR UPDATE SKIP LOCKED`;

const same = (column: string) =>
  `CASE WHEN count(${column}) = count(*) AND min(${column}) = max(${column}) THEN min(${column}) END`;

/** What is named is what all of a type have in common. */
const MAIL = `
INSERT INTO mail (kind, recipient, locale, user_id, notice)
SELECT 'notice', u.email, coalesce(u.locale, u.seen_locale, 'en'), u.id,
  jsonb_build_object('kind', n.kind, 'events', jsonb_agg(to_jsonb(events) ORDER BY events.type))
FROM unnest($1::text[], $2::text[]) AS due (user_id, kind)
JOIN notice n USING (user_id, kind) JOIN app_user u ON u.id = n.user_id JOIN partner p ON p.id = u.partner_id
JOIN LATERAL (
  SELECT e.type, count(*)::int AS count, ${same('e.topic_id')} AS "topicId", ${same('e.topic_name')} AS "topicName",
    ${same('e.subscription_id')} AS "subscriptionId"
  FROM notice_event e
  WHERE e.partner_id = u.partner_id AND e.kind = n.kind AND e.id >= n.since AND ${WANTS_EVENT} GROUP BY e.type
) AS events ON true
GROUP BY u.id, n.user_id, n.kind
RETURNING user_id AS "userId", notice ->> 'kind' AS kind`;

const DONE = `
UPDATE notice n SET since = NULL, next_at = CASE WHEN mailed THEN now() + interval '${PAUSE}' ELSE next_at END
FROM unnest($1::text[], $2::text[], $3::boolean[]) AS due (user_id, kind, mailed)
WHERE n.user_id = due.user_id AND n.kind = due.kind`;

const FRESH = `
SELECT u.role FROM app_user u JOIN partner p ON p.id = u.partner_id
WHERE u.id = $1 AND u.email = $2 AND ${wantsKind('$3::text')}`;

interface Due {
  readonly user_id: string;
  readonly kind: string;
}

/** Turns what has gathered into mails: the first at once, then at most one of a kind in an hour for each person. */
@Injectable()
export class NoticeMails {
  constructor(private readonly source: DataSource) {}

  /**
   * Writes the mails that are due into the outbox. The rows of `notice` are held first and events are counted by a later statement: what is
   * told meanwhile waits for them, and so stands in this mail or in the next, never in both or none.
   */
  async collect(): Promise<void> {
    while ((await this.source.transaction((manager) => this.collectBatch(manager))) === BATCH);
  }

  /** The role of the person, if the mail may still go to that address. */
  async readerOf(userId: string, recipient: string, { kind }: NoticeFacts): Promise<Role | undefined> {
    const rows = (await this.source.query(FRESH, [userId, recipient, kind])) as { role: Role }[];
    return rows[0]?.role;
  }

  private async collectBatch(manager: EntityManager): Promise<number> {
    const due = (await manager.query(DUE)) as Due[];
    if (due.length === 0) return 0;
    const people = due.map((row) => row.user_id);
    const kinds = due.map(({ kind }) => kind);
    const mailed = (await manager.query(MAIL, [people, kinds])) as { userId: string; kind: string }[];
    const keys = new Set(mailed.map(({ userId, kind }) => `${userId} ${kind}`));
    await manager.query(DONE, [people, kinds, due.map((row) => keys.has(`${row.user_id} ${row.kind}`))]);
    return due.length;
  }
}
