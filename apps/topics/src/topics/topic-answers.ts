import type { Topic } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource, In } from 'typeorm';
import { GrantEntity } from '../database/grant.entity';
import type { TopicEntity } from '../database/topic.entity';
import { isExpired } from '../grants/is-expired';
import { PartnersService } from '../partners/partners.service';

/** Topics as a partner sees them: with the owner's name, and the partner's own grant where it is not the owner. */
@Injectable()
export class TopicAnswers {
  constructor(
    private readonly source: DataSource,
    private readonly partners: PartnersService,
  ) {}

  async one(row: TopicEntity, partnerId: string): Promise<Topic> {
    const [topic] = await this.all([row], partnerId);
    return topic!;
  }

  /** In the order of the rows. */
  async all(rows: readonly TopicEntity[], partnerId: string): Promise<Topic[]> {
    const names = await this.partners.names([...new Set(rows.map(({ ownerId }) => ownerId))]);
    const others = rows.filter(({ ownerId }) => ownerId !== partnerId).map(({ id }) => id);
    const grants = await this.grantsOf(partnerId, others);
    return rows.map((row) => toTopic(row, names.get(row.ownerId) ?? '', grants.get(row.id)));
  }

  private async grantsOf(partnerId: string, topicIds: readonly string[]): Promise<Map<string, GrantEntity>> {
    if (topicIds.length === 0) return new Map();
    const found = await this.source.manager.findBy(GrantEntity, { partnerId, topicId: In([...topicIds]) });
    return new Map(found.filter((grant) => !isExpired(grant)).map((grant) => [grant.topicId, grant]));
  }
}

function toTopic(row: TopicEntity, ownerName: string, grant: GrantEntity | undefined): Topic {
  const { id, ownerId, kind, name, title, description, visibility, state } = row;
  return {
    id,
    ownerId,
    ownerName,
    kind,
    name,
    title,
    description,
    visibility,
    state,
    retentionDays: row.retentionDays,
    searchableFields: row.searchableFields,
    ...(grant && { grant: termsOf(grant) }),
    createdAt: row.createdAt.toISOString(),
    updatedAt: row.updatedAt.toISOString(),
  };
}

function termsOf({ fields, expiresAt, createdAt }: GrantEntity): Topic['grant'] {
  return { fields, expiresAt: expiresAt?.toISOString() ?? null, createdAt: createdAt.toISOString() };
}
