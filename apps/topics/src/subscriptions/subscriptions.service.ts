import {
  AnikaError,
  type Attempt,
  type CreatedSubscription,
  type CreateSubscription,
  type Identity,
  newId,
  type Page,
  type RotateSecret,
  type Subscription,
  type SubscriptionHealth,
  type SubscriptionQuery,
  TestSubscription,
  type UpdateSubscription,
} from '@anika/contracts';
import { assertIfMatch, etagOf, InjectRpc, type RpcClient } from '@anika/platform';
import { SecretBox } from '@anika/webhooks';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { SubscriptionEntity } from '../database/subscription.entity';
import { PartnersService } from '../partners/partners.service';
import { TopicAccess } from '../topics/topic-access';
import { TopicChanges } from '../versions/topic-changes';
import { EndpointCheck } from './endpoint-check';
import { HeldDeliveries } from './held-deliveries';
import { noSubscription, toSubscription } from './subscription-answers';
import { newSecret, rotated } from './subscription-secrets';
import { SubscriptionsRepository } from './subscriptions.repository';

const MAX_A_TOPIC = 100;
const TEST_TIMEOUT_MS = 20_000;
const HEALTHY: SubscriptionHealth = { state: 'healthy' };

type Change = Partial<
  Pick<
    SubscriptionEntity,
    | 'url'
    | 'headerNames'
    | 'sealedHeaders'
    | 'retrySchedule'
    | 'rateLimit'
    | 'filter'
    | 'health'
    | 'status'
    | 'statusReason'
    | 'secrets'
  >
>;

@Injectable()
export class SubscriptionsService {
  constructor(
    private readonly subscriptions: SubscriptionsRepository,
    @InjectRpc('dispatcher') private readonly dispatcher: RpcClient,
    private readonly access: TopicAccess,
    private readonly box: SecretBox,
    private readonly changes: TopicChanges,
    private readonly endpoints: EndpointCheck,
    private readonly held: HeldDeliveries,
    private readonly partners: PartnersService,
  ) {}

  async create(identity: Identity, request: CreateSubscription): Promise<CreatedSubscription> {
    const { topicId, url, headers = {}, retrySchedule, rateLimit, filter } = request;
    const { partnerId } = identity;
    const { relation } = await this.access.see(identity, topicId);
    if (relation === 'catalog')
      throw new AnikaError('FORBIDDEN', { detail: 'The owner has not granted you this topic.' });
    this.endpoints.assertHeaders(headers);
    await this.endpoints.assertAllowed(url);
    await this.partners.assertKnown(partnerId);
    const id = newId('subscription');
    const now = new Date();
    const { secret, stored } = newSecret(this.box, id);
    const insert = async (manager: EntityManager, sinceVersion: number) => {
      if ((await manager.countBy(SubscriptionEntity, { topicId, partnerId })) >= MAX_A_TOPIC)
        throw new AnikaError('CONFLICT', {
          detail: `A partner may have ${MAX_A_TOPIC} subscriptions to a topic.`,
        });
      await manager.insert(SubscriptionEntity, {
        id,
        topicId,
        partnerId,
        url,
        ...this.sealHeaders(id, headers),
        retrySchedule: retrySchedule ?? null,
        rateLimit: rateLimit ?? null,
        filter: filter ?? null,
        health: HEALTHY,
        status: 'active',
        statusReason: null,
        sinceVersion,
        secrets: [stored],
        createdAt: now,
        updatedAt: now,
      });
      return { ...toSubscription(await manager.findOneByOrFail(SubscriptionEntity, { id })), secret };
    };
    return this.changes.change(topicId, insert, partnerId);
  }

  list({ partnerId }: Identity, query: SubscriptionQuery): Promise<Page<Subscription>> {
    return this.subscriptions.list(partnerId, query);
  }

  async get(identity: Identity, id: string): Promise<Subscription> {
    return toSubscription(await this.subscriptions.own(identity.partnerId, id));
  }

  async update(identity: Identity, id: string, request: UpdateSubscription, ifMatch: string | undefined) {
    await this.subscriptions.own(identity.partnerId, id);
    const { url, headers, retrySchedule, rateLimit, filter } = request;
    if (headers) this.endpoints.assertHeaders(headers);
    if (url !== undefined) await this.endpoints.assertAllowed(url);
    const change: Change = {
      ...(url !== undefined && { url }),
      ...(headers !== undefined && this.sealHeaders(id, headers ?? {})),
      ...(retrySchedule !== undefined && { retrySchedule }),
      ...(rateLimit !== undefined && { rateLimit }),
      ...(filter !== undefined && { filter }),
    };
    const updated = await this.change(identity, id, (current) => {
      assertIfMatch(ifMatch, etagOf(current.updatedAt));
      return change;
    });
    // What was held because of the old endpoint need not wait any longer.
    if (url !== undefined) this.held.release(updated.topicId, id);
    return updated;
  }

  pause(identity: Identity, id: string): Promise<Subscription> {
    return this.change(identity, id, () => ({ status: 'paused', statusReason: null }));
  }

  /** Also puts a disabled subscription back to work. */
  async resume(identity: Identity, id: string): Promise<Subscription> {
    const resumed = await this.change(identity, id, ({ health }) => ({
      status: 'active',
      statusReason: null,
      ...(health.state === 'disabled' && { health: HEALTHY }),
    }));
    this.held.release(resumed.topicId, id);
    return resumed;
  }

  async rotateSecret(
    identity: Identity,
    id: string,
    { overlapHours }: RotateSecret,
  ): Promise<{ secret: string }> {
    const { secret, stored } = newSecret(this.box, id);
    await this.change(identity, id, ({ secrets }) => ({ secrets: rotated(secrets, stored, overlapHours) }));
    return { secret };
  }

  async test(identity: Identity, id: string): Promise<Attempt> {
    const { topicId } = await this.subscriptions.own(identity.partnerId, id);
    const request = { topicId, subscriptionId: id };
    const { attempt } = await this.dispatcher.call(TestSubscription, request, { timeoutMs: TEST_TIMEOUT_MS });
    return attempt;
  }

  async delete(identity: Identity, id: string): Promise<void> {
    const { topicId } = await this.subscriptions.own(identity.partnerId, id);
    await this.changes.change(topicId, (manager) => manager.delete(SubscriptionEntity, { id }));
    this.held.release(topicId, id);
  }

  /** The endpoint said that it is gone for good; a paused one stays paused. Answers the topic's version. */
  async disable(id: string, reason: string): Promise<number> {
    const { topicId, status, topicVersion } = await this.subscriptions.find(id);
    // Each attempt in flight reports it, and every raise makes the other services read the topic again.
    if (status !== 'active') return topicVersion;
    return this.changes.change(topicId, async (manager, version) => {
      const change = { status: 'disabled', statusReason: reason, updatedAt: new Date() } as const;
      await manager.update(SubscriptionEntity, { id, status: 'active' }, change);
      return version;
    });
  }

  private async change(
    identity: Identity,
    id: string,
    decide: (current: SubscriptionEntity) => Change,
  ): Promise<Subscription> {
    const { topicId } = await this.subscriptions.own(identity.partnerId, id);
    return this.changes.change(topicId, async (manager: EntityManager) => {
      const current = await manager.findOneBy(SubscriptionEntity, { id });
      if (!current) throw noSubscription(id);
      await manager.update(SubscriptionEntity, { id }, { ...decide(current), updatedAt: new Date() });
      return toSubscription(await manager.findOneByOrFail(SubscriptionEntity, { id }));
    });
  }

  private sealHeaders(id: string, headers: Readonly<Record<string, string>>) {
    const headerNames = Object.keys(headers);
    return {
      headerNames,
      sealedHeaders: headerNames.length === 0 ? null : this.box.seal(JSON.stringify(headers), id),
    };
  }
}
