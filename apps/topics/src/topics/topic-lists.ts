import type { TopicQuery } from '@anika/contracts';
import { lowerCase } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository, type SelectQueryBuilder } from 'typeorm';
import { TopicEntity } from '../database/topic.entity';

/** One request looks through so many topics for a text; the next page goes on behind them. */
const MAX_LOOKED_AT = 1000;
const HAS_TEXT = ['name', 'title']
  .map((of) => `strpos(${lowerCase(`t.${of}`)}, ${lowerCase(':q')}) > 0`)
  .join(' OR ');

export interface TopicRows {
  /** One more than the limit when there is another page. */
  readonly rows: readonly TopicEntity[];
  /** The last topic that was looked at, when there are more behind it. */
  readonly lookedUpTo?: string;
}

/** Topics as one list each: by their time of creation, the oldest first, in the catalogue the newest. */
@Injectable()
export class TopicLists {
  constructor(@InjectRepository(TopicEntity) private readonly topics: Repository<TopicEntity>) {}

  async read(
    partnerId: string,
    { scope, q, limit }: TopicQuery,
    after: string | undefined,
  ): Promise<TopicRows> {
    const { order, behind, before } = ORDERS[scope === 'catalog' ? 'newestFirst' : 'oldestFirst'];
    const query = this.topics.createQueryBuilder('t').where(`t.state = 'active'`).orderBy('t.id', order);
    FILTERS[scope](query, partnerId);
    if (after !== undefined) query.andWhere(`t.id ${behind} :after`, { after });
    const [last, next] = q
      ? await query
          .clone()
          .offset(MAX_LOOKED_AT - 1)
          .limit(2)
          .getMany()
      : [];
    if (last && next) query.andWhere(`t.id ${before} :last`, { last: last.id });
    if (q) query.andWhere(`(${HAS_TEXT})`, { q });
    const rows = await query.take(limit + 1).getMany();
    return { rows, ...(next && { lookedUpTo: last?.id }) };
  }
}

const ORDERS = {
  oldestFirst: { order: 'ASC', behind: '>', before: '<=' },
  newestFirst: { order: 'DESC', behind: '<', before: '>=' },
} as const;

type Filter = (query: SelectQueryBuilder<TopicEntity>, partnerId: string) => void;
const FILTERS: Readonly<Record<TopicQuery['scope'], Filter>> = {
  owned: (query, partnerId) =>
    query.andWhere(`t.owner_id = :partnerId AND t.kind = 'regular'`, { partnerId }),
  events: (query, partnerId) =>
    query.andWhere(`t.owner_id = :partnerId AND t.kind = 'events'`, { partnerId }),
  shared: (query, partnerId) =>
    query.andWhere(
      `EXISTS (SELECT 1 FROM topic_grant g WHERE g.topic_id = t.id AND g.partner_id = :partnerId
         AND (g.expires_at IS NULL OR g.expires_at > now()))`,
      { partnerId },
    ),
  catalog: (query) =>
    query
      .andWhere(`t.visibility = 'catalog'`)
      .andWhere(`EXISTS (SELECT 1 FROM known_partner p WHERE p.id = t.owner_id AND p.status = 'active')`),
};
