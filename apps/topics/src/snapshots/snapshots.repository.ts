import type { TopicSnapshot } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/**
 * One statement sees one state of the database: the version and all that belongs to it. The grants are those of other partners:
 * the owner is always entitled, since before its first message, and has none.
 */
const SNAPSHOT = `
SELECT t.id AS "topicId", t.version, t.name, t.kind, t.state, t.owner_id AS "ownerId", o.status AS "ownerStatus", o.limits AS "ownerLimits",
  t.retention_days AS "retentionDays", t.searchable_fields AS "searchableFields", t.searchable_since AS "searchableSince",
  CASE WHEN t.state = 'active' THEN coalesce((
    SELECT json_agg(json_build_object('partnerId', g.partner_id, 'partnerStatus', p.status, 'sinceVersion', g.since_version,
      'fields', g.fields, 'expiresAt', to_json(g.expires_at)))
    FROM topic_grant g JOIN known_partner p ON p.id = g.partner_id WHERE g.topic_id = t.id), '[]') ELSE '[]' END AS grants,
  CASE WHEN t.state = 'active' AND $2 THEN coalesce((
    SELECT json_agg(json_build_object('id', s.id, 'partnerId', s.partner_id, 'sinceVersion', s.since_version,
      'status', s.status, 'url', s.url, 'secrets', s.secrets, 'sealedHeaders', s.sealed_headers,
      'retrySchedule', s.retry_schedule, 'rateLimit', s.rate_limit, 'filter', s.filter))
    FROM subscription s WHERE s.topic_id = t.id), '[]') ELSE '[]' END AS subscriptions,
  CASE WHEN t.state = 'active' AND NOT $2 THEN (
    SELECT json_agg(json_build_object('type', c.type, 'version', c.version))
    FROM (SELECT DISTINCT ON (type) type, version, removed_at FROM contract WHERE topic_id = t.id ORDER BY type, version DESC) c
    WHERE c.removed_at IS NULL) END AS contracts,
  (SELECT count(*)::int FROM subscription s WHERE s.topic_id = t.id AND s.status = 'active') AS "activeSubscriptions"
FROM topic t JOIN known_partner o ON o.id = t.owner_id WHERE t.id = $1`;

@Injectable()
export class SnapshotsRepository {
  constructor(private readonly source: DataSource) {}

  /** Asked apart, as it is what is asked most and takes half the time of the whole. */
  async version(topicId: string): Promise<number | undefined> {
    const rows = (await this.source.query('SELECT version FROM topic WHERE id = $1', [topicId])) as {
      version: number;
    }[];
    return rows[0]?.version;
  }

  async find(topicId: string, subscriptions: boolean): Promise<TopicSnapshot | undefined> {
    const rows = (await this.source.query(SNAPSHOT, [topicId, subscriptions])) as TopicSnapshot[];
    return rows[0];
  }
}
