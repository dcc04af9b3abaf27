import {
  AnikaError,
  type Attempt,
  type CreatedSubscription,
  type CreateSubscription,
  type DescribedSubscription,
  type Identity,
  newId,
  type Page,
  type RotatedSecret,
  type RotateSecret,
  type Subscription,
  type SubscriptionQuery,
  TestSubscription,
  type UpdateSubscription,
} from '@anika/contracts';
import { assertIfMatch, etagOf, InjectRpc, type RpcClient } from '@anika/platform';
import { SecretBox } from '@anika/webhooks';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { SubscriptionEntity } from '../database/subscription.entity';
import { PartnerRoom } from '../partners/partner-room';
import { PartnersService } from '../partners/partners.service';
import { TopicAccess } from '../topics/topic-access';
import { TopicChanges } from '../versions/topic-changes';
import { EndpointCheck } from './endpoint-check';
import { HEALTHY } from './health';
import { HeldDeliveries } from './held-deliveries';
import { noSubscription, toSubscription } from './subscription-answers';
import { assertRoom } from './room';
import { mergeHeaders, openHeaders, sealHeaders } from './sealed-headers';
import { newSecret, rotated } from './subscription-secrets';
import { SubscriptionsRepository } from './subscriptions.repository';

const TEST_TIMEOUT_MS = 20_000;

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
    | 'signatureType'
    | 'publicKey'
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
    private readonly room: PartnerRoom,
  ) {}

  async create(identity: Identity, request: CreateSubscription): Promise<CreatedSubscription> {
    const { topicId, url, headers = {}, retrySchedule, rateLimit, filter, signatureType } = request;
    const { partnerId } = identity;
    const { relation } = await this.access.see(identity, topicId);
    if (relation === 'catalog')
      throw new AnikaError('FORBIDDEN', { detail: 'The owner has not granted you this topic.' });
    const id = newId('subscription');
    const { secret, publicKey, stored } = newSecret(this.box, id, signatureType, request.secret);
    await this.endpoints.assert(url, headers);
    await this.partners.assertKnown(partnerId);
    const now = new Date();
    const insert = async (manager: EntityManager, sinceVersion: number) => {
      await this.room.assertSubscription(manager, partnerId);
      await assertRoom(manager, { topicId, partnerId, url, id });
      await manager.insert(SubscriptionEntity, {
        id,
        topicId,
        partnerId,
        url,
        ...sealHeaders(this.box, id, headers),
        retrySchedule: retrySchedule ?? null,
        rateLimit: rateLimit ?? null,
        filter: filter ?? null,
        health: HEALTHY,
        status: 'active',
        statusReason: null,
        sinceVersion,
        signatureType,
        publicKey,
        secrets: [stored],
        createdAt: now,
        updatedAt: now,
      });
      return { ...toSubscription(await manager.findOneByOrFail(SubscriptionEntity, { id })), secret };
    };
    return this.changes.change(topicId, insert, partnerId, 'alone');
  }

  list({ partnerId }: Identity, query: SubscriptionQuery): Promise<Page<DescribedSubscription>> {
    return this.subscriptions.list(partnerId, query);
  }

  get({ partnerId }: Identity, id: string): Promise<DescribedSubscription> {
    return this.subscriptions.describeOwn(partnerId, id);
  }

  async update(
    identity: Identity,
    id: string,
    { headers: changes, ...change }: UpdateSubscription,
    ifMatch: string | undefined,
  ): Promise<Subscription> {
    const known = await this.subscriptions.own(identity.partnerId, id);
    let isElsewhere = false;
    const merged = (current: SubscriptionEntity) =>
      changes === undefined ? undefined : mergeHeaders(openHeaders(this.box, current), changes);
    await this.endpoints.assert(change.url, merged(known) ?? {});
    const updated = await this.change(identity, id, async (current, manager) => {
      assertIfMatch(ifMatch, etagOf(current.updatedAt));
      if (change.url !== undefined) await assertRoom(manager, { ...current, url: change.url });
      const headers = merged(current);
      // Again, as another change may have come in between.
      this.endpoints.assertHeaders(headers ?? {});
      isElsewhere = change.url !== undefined && change.url !== current.url;
      return {
        ...change,
        ...(isElsewhere && { health: HEALTHY }),
        ...(headers && sealHeaders(this.box, id, headers)),
      };
    });
    // What was held because of the old endpoint need not wait any longer.
    if (isElsewhere) this.held.release(updated.topicId, id);
    return updated;
  }

  pause(identity: Identity, id: string): Promise<Subscription> {
    return this.change(identity, id, () => ({ status: 'paused', statusReason: null }));
  }

  /** Also puts a disabled subscription back to work. */
  async resume(identity: Identity, id: string): Promise<Subscription> {
    const active = { status: 'active', statusReason: null, health: HEALTHY } as const;
    const resumed = await this.change(identity, id, () => active, 'change');
    this.held.release(resumed.topicId, id);
    return resumed;
  }

  async rotateSecret(
    identity: Identity,
    id: string,
    { overlapHours, signatureType, secret }: RotateSecret,
  ): Promise<RotatedSecret> {
    const { signatureType: type } = await this.subscriptions.own(identity.partnerId, id);
    const next = newSecret(this.box, id, signatureType ?? type, secret);
    const { publicKey } = next;
    const changed = await this.change(identity, id, ({ secrets }) => ({
      signatureType: signatureType ?? type,
      publicKey,
      secrets: rotated(secrets, next.stored, overlapHours),
    }));
    return { signatureType: changed.signatureType, secret: next.secret, publicKey };
  }

  async test(identity: Identity, id: string): Promise<Attempt> {
    const { topicId } = await this.subscriptions.own(identity.partnerId, id);
    const request = { topicId, subscriptionId: id };
    const { attempt } = await this.dispatcher.call(TestSubscription, request, { timeoutMs: TEST_TIMEOUT_MS });
    return attempt;
  }

  async delete(identity: Identity, id: string): Promise<void> {
    const { topicId } = await this.subscriptions.own(identity.partnerId, id);
    await this.changes.withdraw(topicId, (manager) => manager.delete(SubscriptionEntity, { id }));
    this.held.release(topicId, id);
  }

  private async change(
    identity: Identity,
    id: string,
    decide: (current: SubscriptionEntity, manager: EntityManager) => Change | Promise<Change>,
    how: 'change' | 'withdraw' = 'withdraw',
  ): Promise<Subscription> {
    const { topicId } = await this.subscriptions.own(identity.partnerId, id);
    return this.changes[how](topicId, async (manager: EntityManager) => {
      const current = await manager.findOneBy(SubscriptionEntity, { id });
      if (!current) throw noSubscription(id);
      const change = await decide(current, manager);
      await manager.update(SubscriptionEntity, { id }, { ...change, updatedAt: new Date() });
      return toSubscription(await manager.findOneByOrFail(SubscriptionEntity, { id }));
    });
  }
}
