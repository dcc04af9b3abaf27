import type { TopicSnapshot } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/**
 * One statement sees one state of the database: the version and all that belongs to it. The grants are those of other partners:
 * the owner is always entitled, since before its first message, and has none. What did not change ($3) is not collected.
 */
const SNAPSHOT = `
SELECT t.version IS NOT DISTINCT FROM $3::integer AS unchanged,
  t.id AS "topicId", t.version, t.name, t.state, t.owner_id AS "ownerId", o.status AS "ownerStatus",
  CASE WHEN t.state = 'active' AND t.version IS DISTINCT FROM $3 THEN coalesce((
    SELECT json_agg(json_build_object('partnerId', g.partner_id, 'partnerStatus', p.status, 'sinceVersion', g.since_version))
    FROM topic_grant g JOIN known_partner p ON p.id = g.partner_id WHERE g.topic_id = t.id), '[]') ELSE '[]' END AS grants,
  CASE WHEN t.state = 'active' AND t.version IS DISTINCT FROM $3 AND $2 THEN coalesce((
    SELECT json_agg(json_build_object('id', s.id, 'partnerId', s.partner_id, 'sinceVersion', s.since_version,
      'status', s.status, 'url', s.url, 'secrets', s.secrets, 'sealedHeaders', s.sealed_headers,
      'retrySchedule', s.retry_schedule))
    FROM subscription s WHERE s.topic_id = t.id), '[]') ELSE '[]' END AS subscriptions
FROM topic t JOIN known_partner o ON o.id = t.owner_id WHERE t.id = $1`;

@Injectable()
export class SnapshotsRepository {
  constructor(private readonly source: DataSource) {}

  /** The snapshot, `unchanged` when its version is still `ifVersion`, or undefined for an unknown topic. */
  async find(
    topicId: string,
    subscriptions: boolean,
    ifVersion?: number,
  ): Promise<TopicSnapshot | 'unchanged' | undefined> {
    const rows = (await this.source.query(SNAPSHOT, [
      topicId,
      subscriptions,
      ifVersion,
    ])) as (TopicSnapshot & {
      readonly unchanged: boolean;
    })[];
    const [row] = rows;
    if (!row) return undefined;
    const { unchanged, ...snapshot } = row;
    return unchanged ? 'unchanged' : snapshot;
  }
}
