import {
  AnikaError,
  type Attempt,
  type CreatedSubscription,
  type CreateSubscription,
  type Identity,
  isId,
  newId,
  type Page,
  type RotateSecret,
  type Subscription,
  type SubscriptionQuery,
  type SubscriptionStatus,
  TestSubscription,
  type UpdateSubscription,
} from '@anika/contracts';
import { assertIfMatch, etagOf, InjectRpc, readCursor, type RpcClient, toPage } from '@anika/platform';
import { SecretBox } from '@anika/webhooks';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { type EntityManager, MoreThan, Repository } from 'typeorm';
import { SubscriptionEntity } from '../database/subscription.entity';
import { PartnersService } from '../partners/partners.service';
import { TopicAccess } from '../topics/topic-access';
import { TopicChanges } from '../versions/topic-changes';
import { EndpointCheck } from './endpoint-check';
import { HeldDeliveries } from './held-deliveries';
import { newSecret, rotated } from './subscription-secrets';

const MAX_A_TOPIC = 100;
const TEST_TIMEOUT_MS = 20_000;

type Change = Partial<
  Pick<
    SubscriptionEntity,
    'url' | 'headerNames' | 'sealedHeaders' | 'retrySchedule' | 'status' | 'statusReason' | 'secrets'
  >
>;

@Injectable()
export class SubscriptionsService {
  constructor(
    @InjectRepository(SubscriptionEntity) private readonly subscriptions: Repository<SubscriptionEntity>,
    @InjectRpc('dispatcher') private readonly dispatcher: RpcClient,
    private readonly access: TopicAccess,
    private readonly box: SecretBox,
    private readonly changes: TopicChanges,
    private readonly endpoints: EndpointCheck,
    private readonly held: HeldDeliveries,
    private readonly partners: PartnersService,
  ) {}

  async create(identity: Identity, request: CreateSubscription): Promise<CreatedSubscription> {
    const { topicId, url, headers = {}, retrySchedule } = request;
    const { partnerId } = identity;
    const { relation } = await this.access.see(identity, topicId);
    if (relation === 'catalog')
      throw new AnikaError('FORBIDDEN', { detail: 'The owner has not granted you this topic.' });
    this.endpoints.assertHeaders(headers);
    await this.endpoints.assertAllowed(url);
    await this.partners.assertKnown(partnerId);
    if ((await this.subscriptions.countBy({ topicId, partnerId })) >= MAX_A_TOPIC) {
      throw new AnikaError('CONFLICT', {
        detail: `A partner may have ${MAX_A_TOPIC} subscriptions to a topic.`,
      });
    }
    const id = newId('subscription');
    const now = new Date();
    const { secret, stored } = newSecret(this.box, id);
    return this.changes.change(topicId, async (manager, sinceVersion) => {
      await manager.insert(SubscriptionEntity, {
        id,
        topicId,
        partnerId,
        url,
        ...this.sealHeaders(id, headers),
        retrySchedule: retrySchedule ?? null,
        status: 'active',
        statusReason: null,
        sinceVersion,
        secrets: [stored],
        createdAt: now,
        updatedAt: now,
      });
      return { ...toSubscription(await manager.findOneByOrFail(SubscriptionEntity, { id })), secret };
    });
  }

  async list(
    { partnerId }: Identity,
    { topicId, limit, cursor }: SubscriptionQuery,
  ): Promise<Page<Subscription>> {
    const after = readCursor(cursor, (id) => isId('subscription', id));
    const rows = await this.subscriptions.find({
      where: {
        partnerId,
        ...(topicId !== undefined && { topicId }),
        ...(after !== undefined && { id: MoreThan(after) }),
      },
      order: { id: 'ASC' },
      take: limit + 1,
    });
    return toPage(rows, limit, (row) => row.id, toSubscription);
  }

  async get(identity: Identity, id: string): Promise<Subscription> {
    return toSubscription(await this.own(identity, id));
  }

  async update(identity: Identity, id: string, request: UpdateSubscription, ifMatch: string | undefined) {
    await this.own(identity, id);
    const { url, headers, retrySchedule } = request;
    if (headers) this.endpoints.assertHeaders(headers);
    if (url !== undefined) await this.endpoints.assertAllowed(url);
    const change: Change = {
      ...(url !== undefined && { url }),
      ...(headers !== undefined && this.sealHeaders(id, headers ?? {})),
      ...(retrySchedule !== undefined && { retrySchedule }),
    };
    return this.change(identity, id, (current) => {
      assertIfMatch(ifMatch, etagOf(current.updatedAt));
      return change;
    });
  }

  pause(identity: Identity, id: string): Promise<Subscription> {
    return this.change(identity, id, () => ({ status: 'paused', statusReason: null }));
  }

  /** Also puts a disabled subscription back to work. */
  async resume(identity: Identity, id: string): Promise<Subscription> {
    const resumed = await this.change(identity, id, () => ({ status: 'active', statusReason: null }));
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
    const { topicId } = await this.own(identity, id);
    const request = { topicId, subscriptionId: id };
    const { attempt } = await this.dispatcher.call(TestSubscription, request, { timeoutMs: TEST_TIMEOUT_MS });
    return attempt;
  }

  async delete(identity: Identity, id: string): Promise<void> {
    const { topicId } = await this.own(identity, id);
    await this.changes.change(topicId, (manager) => manager.delete(SubscriptionEntity, { id }));
    this.held.release(topicId, id);
  }

  /** For other services. */
  async find(
    id: string,
  ): Promise<{ id: string; topicId: string; partnerId: string; status: SubscriptionStatus }> {
    const row = await this.subscriptions.findOneBy({ id });
    if (!row) throw new AnikaError('NOT_FOUND', { detail: `There is no subscription ${id}.` });
    return { id, topicId: row.topicId, partnerId: row.partnerId, status: row.status };
  }

  /** The endpoint said that it is gone for good; a paused one stays paused. Answers the topic's version. */
  async disable(id: string, reason: string): Promise<number> {
    const { topicId } = await this.find(id);
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
    const { topicId } = await this.own(identity, id);
    return this.changes.change(topicId, async (manager: EntityManager) => {
      const current = await manager.findOneBy(SubscriptionEntity, { id });
      if (!current) throw notFound(id);
      await manager.update(SubscriptionEntity, { id }, { ...decide(current), updatedAt: new Date() });
      return toSubscription(await manager.findOneByOrFail(SubscriptionEntity, { id }));
    });
  }

  private async own({ partnerId }: Identity, id: string): Promise<SubscriptionEntity> {
    const row = await this.subscriptions.findOneBy({ id, partnerId });
    if (!row) throw notFound(id);
    return row;
  }

  private sealHeaders(id: string, headers: Readonly<Record<string, string>>) {
    const headerNames = Object.keys(headers);
    return {
      headerNames,
      sealedHeaders: headerNames.length === 0 ? null : this.box.seal(JSON.stringify(headers), id),
    };
  }
}

function notFound(id: string): AnikaError {
  return new AnikaError('NOT_FOUND', { detail: `There is no subscription ${id}.` });
}

function toSubscription(row: SubscriptionEntity): Subscription {
  const {
    id,
    topicId,
    partnerId,
    url,
    headerNames,
    retrySchedule,
    status,
    statusReason,
    createdAt,
    updatedAt,
  } = row;
  return {
    id,
    topicId,
    partnerId,
    url,
    headerNames,
    retrySchedule,
    status,
    statusReason,
    createdAt: createdAt.toISOString(),
    updatedAt: updatedAt.toISOString(),
  };
}
