import { type DescribedGrant, type GrantQuery, type Identity, isId, type Page } from '@anika/contracts';
import { readCursor, toPage } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

type Row = Omit<DescribedGrant, 'expiresAt' | 'createdAt'> & {
  readonly expiresAt: Date | null;
  readonly createdAt: Date;
};

/** Whose grants, and who is on the other side. */
const SIDES = {
  given: { own: 't.owner_id = $1', other: 'g.partner_id' },
  received: {
    own: 'g.partner_id = $1 AND (g.expires_at IS NULL OR g.expires_at > now())',
    other: 't.owner_id',
  },
} as const satisfies Record<GrantQuery['direction'], object>;

/** Grants over all topics, by topic and partner. */
@Injectable()
export class AllGrantsService {
  constructor(private readonly source: DataSource) {}

  async list(identity: Identity, query: GrantQuery): Promise<Page<DescribedGrant>> {
    const { limit, cursor, partnerId = null, topicId = null } = query;
    const { own, other } = SIDES[query.direction];
    const [topicAfter = null, partnerAfter = null] = readCursor(cursor, isPosition)?.split(' ') ?? [];
    const rows = (await this.source.query(
      `SELECT g.topic_id AS "topicId", t.name AS "topicName", t.title AS "topicTitle", t.owner_id AS "ownerId",
         o.name AS "ownerName", g.partner_id AS "partnerId", p.name AS "partnerName", g.fields,
         g.expires_at AS "expiresAt", g.created_at AS "createdAt"
       FROM topic_grant g JOIN topic t ON t.id = g.topic_id AND t.state = 'active'
         JOIN known_partner o ON o.id = t.owner_id JOIN known_partner p ON p.id = g.partner_id
       WHERE ${own} AND ($2::text IS NULL OR ${other} = $2) AND ($3::text IS NULL OR t.id = $3)
         AND ($4::text IS NULL OR (g.topic_id, g.partner_id) > ($4, $5::text))
       ORDER BY g.topic_id, g.partner_id LIMIT $6`,
      [identity.partnerId, partnerId, topicId, topicAfter, partnerAfter, limit + 1],
    )) as Row[];
    return toPage(rows, limit, (row) => `${row.topicId} ${row.partnerId}`, toGrant);
  }
}

function isPosition(text: string): boolean {
  const [topicId = '', partnerId = '', ...rest] = text.split(' ');
  return isId('topic', topicId) && isId('partner', partnerId) && rest.length === 0;
}

function toGrant(row: Row): DescribedGrant {
  return {
    ...row,
    expiresAt: row.expiresAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}
