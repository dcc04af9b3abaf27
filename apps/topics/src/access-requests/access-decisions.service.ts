import {
  type AccessRequest,
  AnikaError,
  type ApproveAccessRequest,
  type Identity,
  type RejectAccessRequest,
} from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { AccessRequestEntity } from '../database/access-request.entity';
import { tellOfAccess } from '../grants/access-events';
import { giveGrant } from '../grants/give-grant';
import { assertFuture, limitsOf, shownLimits } from '../grants/grant-limits';
import { TopicChanges } from '../versions/topic-changes';
import { AccessRequestsRepository } from './access-requests.repository';
import { actorOf } from './actor-of';
import { decidePending, type Decision } from './decide-pending';

/** The end of an access request: the owner approves or rejects it, or who asked withdraws it. */
@Injectable()
export class AccessDecisionsService {
  constructor(
    private readonly source: DataSource,
    private readonly changes: TopicChanges,
    private readonly requests: AccessRequestsRepository,
  ) {}

  /** Gives the grant as `PUT …/grants/{partnerId}` does; that approves the request. */
  async approve(identity: Identity, id: string, terms: ApproveAccessRequest): Promise<AccessRequest> {
    const request = await this.assertOwner(identity, id);
    assertPending(request);
    const limits = limitsOf({ ...shownLimits(request), ...terms });
    assertFuture(limits);
    const { topicId, partnerId } = request;
    const give = async (manager: EntityManager, sinceVersion: number) => {
      const by = actorOf(identity);
      const { requestId } = await giveGrant(manager, { topicId, partnerId, sinceVersion, limits, by });
      if (requestId !== id) throw new AnikaError('ACCESS_REQUEST_DECIDED');
    };
    await this.changes.change(topicId, give, partnerId);
    return this.requests.get(identity.partnerId, id);
  }

  async reject(identity: Identity, id: string, { reason }: RejectAccessRequest): Promise<AccessRequest> {
    const { topicId, partnerId } = await this.assertOwner(identity, id);
    const more = { requestId: id, reason: reason ?? null, topicDeleted: false };
    await this.end(id, { state: 'rejected', by: actorOf(identity), reason }, (manager) =>
      tellOfAccess(manager, topicId, [{ type: 'access.rejected', partnerId, to: ['partner'], more }]),
    );
    return this.requests.get(identity.partnerId, id);
  }

  async withdraw(identity: Identity, id: string): Promise<AccessRequest> {
    const { partnerId } = await this.requests.find(identity.partnerId, id);
    if (partnerId !== identity.partnerId)
      throw new AnikaError('FORBIDDEN', { detail: 'Only the company that asks may withdraw its request.' });
    await this.end(id, { state: 'withdrawn', by: actorOf(identity) });
    return this.requests.get(identity.partnerId, id);
  }

  private async end(
    id: string,
    decision: Decision,
    tell?: (manager: EntityManager) => Promise<void>,
  ): Promise<void> {
    await this.source.transaction(async (manager) => {
      const decided = await decidePending(manager, { id }, decision);
      if (decided.length === 0) throw new AnikaError('ACCESS_REQUEST_DECIDED');
      await tell?.(manager);
    });
  }

  private async assertOwner({ partnerId }: Identity, id: string): Promise<AccessRequestEntity> {
    const request = await this.requests.find(partnerId, id);
    if (request.ownerId !== partnerId)
      throw new AnikaError('FORBIDDEN', { detail: 'Only the owner of the topic decides.' });
    return request;
  }
}

function assertPending({ state }: AccessRequestEntity): void {
  if (state !== 'pending') throw new AnikaError('ACCESS_REQUEST_DECIDED', { detail: `It was ${state}.` });
}
