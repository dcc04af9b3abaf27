import type { Overview } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

type Granted = Overview['granted'][number];
type Row = Omit<Granted, 'grantedAt'> & { readonly grantedAt: Date };

const MAX_SHOWN = 50;
/** Of a partner's newest grants; behind them nobody looks for what was granted just now. */
const MAX_READ = 1000;

/** What a partner was granted and has not subscribed to. */
@Injectable()
export class UnusedGrants {
  constructor(private readonly source: DataSource) {}

  /** The newest first. */
  async of(partnerId: string): Promise<Granted[]> {
    const rows = (await this.source.query(
      `SELECT t.id AS "topicId", t.title AS "topicTitle", t.owner_id AS "ownerId", o.name AS "ownerName",
         g.created_at AS "grantedAt"
       FROM (SELECT topic_id, created_at FROM topic_grant
             WHERE partner_id = $1 AND (expires_at IS NULL OR expires_at > now())
             ORDER BY created_at DESC LIMIT $2) g
         JOIN topic t ON t.id = g.topic_id AND t.state = 'active' JOIN known_partner o ON o.id = t.owner_id
       WHERE NOT EXISTS (SELECT 1 FROM subscription s WHERE s.topic_id = g.topic_id AND s.partner_id = $1)
       ORDER BY g.created_at DESC, t.id DESC LIMIT $3`,
      [partnerId, MAX_READ, MAX_SHOWN],
    )) as Row[];
    return rows.map((row) => ({ ...row, grantedAt: row.grantedAt.toISOString() }));
  }
}
