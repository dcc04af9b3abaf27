import {
  type AccessRequest,
  type AccessRequestCounts,
  type AccessRequestQuery,
  AnikaError,
  type CreateAccessRequest,
  type Identity,
  newId,
  type Page,
  type TopicAccessRequestQuery,
} from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AccessRequestEntity } from '../database/access-request.entity';
import { GrantEntity } from '../database/grant.entity';
import { TopicEntity } from '../database/topic.entity';
import { tellOfAccess } from '../grants/access-events';
import { assertBelowData } from '../grants/below-data';
import { assertFuture, limitsOf, shownLimits } from '../grants/grant-limits';
import { isExpired } from '../grants/is-expired';
import { PartnerRoom } from '../partners/partner-room';
import { PartnersService } from '../partners/partners.service';
import { TopicAccess } from '../topics/topic-access';
import { AccessRequestsRepository } from './access-requests.repository';
import { actorOf } from './actor-of';
import { auditForOther } from './audit-for-other';

@Injectable()
export class AccessRequestsService {
  constructor(
    private readonly source: DataSource,
    private readonly access: TopicAccess,
    private readonly partners: PartnersService,
    private readonly requests: AccessRequestsRepository,
    private readonly room: PartnerRoom,
  ) {}

  async ask(identity: Identity, topicId: string, request: CreateAccessRequest): Promise<AccessRequest> {
    const { relation } = await this.access.see(identity, topicId);
    if (relation === 'owner') throw ownTopic();
    if (relation === 'granted') throw new AnikaError('ACCESS_GRANTED');
    const { partnerId } = identity;
    const limits = limitsOf(request);
    assertFuture(limits);
    await this.partners.assertKnown(partnerId);
    const id = newId('accessRequest');
    await this.source.transaction(async (manager) => {
      const topic = await this.assertMayAsk(manager, topicId, partnerId);
      await assertBelowData(manager, topicId, limits.fields);
      await manager.insert(AccessRequestEntity, {
        id,
        topicId,
        topicName: topic.name,
        topicTitle: topic.title,
        ownerId: topic.ownerId,
        partnerId,
        state: 'pending',
        reason: request.reason,
        ...limits,
        requestedBy: actorOf(identity),
      });
      const asked = { id, topicId, topicName: topic.name, ownerId: topic.ownerId, partnerId };
      await auditForOther(manager, asked, 'pending');
      const more = { requestId: id, reason: request.reason, ...shownLimits(limits) };
      await tellOfAccess(manager, topicId, [{ type: 'access.requested', partnerId, to: ['owner'], more }]);
    });
    return this.requests.get(partnerId, id);
  }

  list(
    { partnerId }: Identity,
    { direction, partnerId: other, ...query }: AccessRequestQuery,
  ): Promise<Page<AccessRequest>> {
    const where =
      direction === 'incoming'
        ? { ownerId: partnerId, ...(other && { partnerId: other }) }
        : { partnerId, ...(other && { ownerId: other }) };
    return this.requests.list(partnerId, where, query);
  }

  /** Of one topic: all for its owner, their own for others. */
  async listOf(
    identity: Identity,
    topicId: string,
    query: TopicAccessRequestQuery,
  ): Promise<Page<AccessRequest>> {
    const { relation } = await this.access.see(identity, topicId);
    const { partnerId } = identity;
    const where = relation === 'owner' ? { topicId } : { topicId, partnerId };
    return this.requests.list(partnerId, where, query);
  }

  get({ partnerId }: Identity, id: string): Promise<AccessRequest> {
    return this.requests.get(partnerId, id);
  }

  counts({ partnerId }: Identity): Promise<AccessRequestCounts> {
    return this.requests.counts(partnerId);
  }

  /**
   * Holds the partner's row, so that of two requests one is the second, then the topic's, so that no grant is given meanwhile: the order
   * in which every change of a topic holds them.
   */
  private async assertMayAsk(
    manager: EntityManager,
    topicId: string,
    partnerId: string,
  ): Promise<TopicEntity> {
    await manager.query('SELECT FROM known_partner WHERE id = $1 FOR NO KEY UPDATE', [partnerId]);
    const topic = await manager.findOne(TopicEntity, {
      where: { id: topicId, state: 'active', visibility: 'catalog' },
      lock: { mode: 'pessimistic_read' },
    });
    if (!topic) throw new AnikaError('NOT_FOUND', { detail: `There is no topic ${topicId}.` });
    const grant = await manager.findOneBy(GrantEntity, { topicId, partnerId });
    if (grant && !isExpired(grant)) throw new AnikaError('ACCESS_GRANTED');
    const pending = await manager.findOneBy(AccessRequestEntity, { topicId, partnerId, state: 'pending' });
    if (pending) throw new AnikaError('ACCESS_REQUESTED', { detail: `You have asked by ${pending.id}.` });
    await this.room.assertAccessRequest(manager, topicId, partnerId);
    return topic;
  }
}

function ownTopic(): AnikaError {
  const message = 'is a topic of your own company, which reads its topics anyway';
  return new AnikaError('VALIDATION_FAILED', {
    errors: [{ pointer: ':topicId', code: 'INVALID', message }],
  });
}
