import { AnikaError, type Identity } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { isExpired } from '../grants/is-expired';
import { GrantEntity } from '../database/grant.entity';
import { KnownPartnerEntity } from '../database/known-partner.entity';
import { TopicEntity } from '../database/topic.entity';

/** How a partner stands to a topic: it owns it, may read it, or sees it in the catalogue. */
export type Relation = 'owner' | 'granted' | 'catalog';

@Injectable()
export class TopicAccess {
  constructor(private readonly source: DataSource) {}

  /** @throws {AnikaError} NOT_FOUND when the caller may not know of the topic. */
  async see({ partnerId }: Identity, id: string): Promise<{ topic: TopicEntity; relation: Relation }> {
    const { manager } = this.source;
    const topic = await manager.findOneBy(TopicEntity, { id, state: 'active' });
    if (topic) {
      if (topic.ownerId === partnerId) return { topic, relation: 'owner' };
      const grant = await manager.findOneBy(GrantEntity, { topicId: id, partnerId });
      if (grant && !isExpired(grant)) return { topic, relation: 'granted' };
      if (topic.visibility === 'catalog' && (await this.isActive(topic.ownerId)))
        return { topic, relation: 'catalog' };
    }
    throw new AnikaError('NOT_FOUND', { detail: `There is no topic ${id}.` });
  }

  /** What a suspended partner offers is not on offer. */
  private isActive(ownerId: string): Promise<boolean> {
    return this.source.manager.existsBy(KnownPartnerEntity, { id: ownerId, status: 'active' });
  }

  /** @throws {AnikaError} NOT_FOUND, or FORBIDDEN for a partner that sees the topic without owning it, and for the events topic. */
  async own(identity: Identity, id: string): Promise<TopicEntity> {
    const { topic, relation } = await this.see(identity, id);
    if (relation !== 'owner')
      throw new AnikaError('FORBIDDEN', { detail: 'Only the owner of the topic may do this.' });
    if (topic.kind === 'events')
      throw new AnikaError('FORBIDDEN', {
        detail: 'The platform keeps this topic: it can be read and subscribed to, not changed.',
      });
    return topic;
  }
}
