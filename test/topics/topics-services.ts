import { randomBytes, randomUUID } from 'node:crypto';
import { type Identity, type LimitOverrides, newId, REDIS_KEYS } from '@anika/contracts';
import { commandConnection } from '@anika/platform';
import { stack } from '@anika/testing';
import { SecretBox } from '@anika/webhooks';
import { Redis } from 'ioredis';
import { DataSource } from 'typeorm';
import { AccessDecisionsService } from '../../apps/topics/src/access-requests/access-decisions.service';
import { AccessRequestsRepository } from '../../apps/topics/src/access-requests/access-requests.repository';
import { AccessRequestsService } from '../../apps/topics/src/access-requests/access-requests.service';
import { AccessRequestEntity } from '../../apps/topics/src/database/access-request.entity';
import { SubscriptionEntity } from '../../apps/topics/src/database/subscription.entity';
import { SCHEMA } from '../../apps/topics/src/database/schema';
import { TopicEntity } from '../../apps/topics/src/database/topic.entity';
import { GrantsService } from '../../apps/topics/src/grants/grants.service';
import { PartnerRoom } from '../../apps/topics/src/partners/partner-room';
import { PartnersService } from '../../apps/topics/src/partners/partners.service';
import { EndpointCheck } from '../../apps/topics/src/subscriptions/endpoint-check';
import { SubscriptionTopics } from '../../apps/topics/src/subscriptions/subscription-topics';
import { SubscriptionsRepository } from '../../apps/topics/src/subscriptions/subscriptions.repository';
import { SubscriptionsService } from '../../apps/topics/src/subscriptions/subscriptions.service';
import { TopicAccess } from '../../apps/topics/src/topics/topic-access';
import { TopicAnswers } from '../../apps/topics/src/topics/topic-answers';
import { TopicLists } from '../../apps/topics/src/topics/topic-lists';
import { TopicsService } from '../../apps/topics/src/topics/topics.service';
import { TopicChanges } from '../../apps/topics/src/versions/topic-changes';
import { VersionPublisher } from '../../apps/topics/src/versions/version-publisher';

/** Connections of the app's own pool: that many transactions meet. */
const POOL_SIZE = 20;

/** Remembers every version that was told. */
class RecordingPublisher extends VersionPublisher {
  readonly told = new Map<string, number[]>();

  override publish(topicId: string, version: number): Promise<void> {
    this.told.set(topicId, [...(this.told.get(topicId) ?? []), version]);
    return super.publish(topicId, version);
  }
}

/**
 * The services of topics on tables of their own, in this process: many changes can be made at the same moment, and partners
 * changed, without the way through the other apps.
 */
export class TopicsServices {
  readonly topics: TopicsService;
  readonly grants: GrantsService;
  readonly subscriptions: SubscriptionsService;
  readonly partners: PartnersService;
  readonly requests: AccessRequestsService;
  readonly decisions: AccessDecisionsService;
  readonly publisher: RecordingPublisher;
  private seq = 0;

  private constructor(
    private readonly schema: string,
    readonly source: DataSource,
    private readonly redis: Redis,
  ) {
    // Other apps are not asked: each partner is known, and nothing is ever held.
    const absent = {} as never;
    const config = {
      PUBLIC_URL: 'https://anika.example',
      WEBHOOK_ALLOW_HTTP: true,
      WEBHOOK_ALLOWED_CIDRS: '127.0.0.0/8',
    } as never;
    const held = {
      release: () => undefined,
      releaseOf: () => undefined,
      releaseAll: () => undefined,
    } as never;
    const topics = source.getRepository(TopicEntity);
    const repository = new SubscriptionsRepository(
      source.getRepository(SubscriptionEntity),
      new SubscriptionTopics(source),
    );
    const box = new SecretBox(`k1:${randomBytes(32).toString('base64')}`);
    const access = new TopicAccess(source);
    this.publisher = new RecordingPublisher(redis, topics, absent);
    const changes = new TopicChanges(source, this.publisher);
    this.partners = new PartnersService(source, absent, this.publisher, held);
    this.grants = new GrantsService(source, access, changes, this.partners, held);
    const answers = new TopicAnswers(source, this.partners);
    const limits = { LIMIT_TOPICS: 1000, LIMIT_SUBSCRIPTIONS: 200, LIMIT_ACCESS_REQUESTS: 20 };
    const room = new PartnerRoom(limits as never);
    const requests = new AccessRequestsRepository(source.getRepository(AccessRequestEntity), this.partners);
    this.requests = new AccessRequestsService(source, access, this.partners, requests, room);
    this.decisions = new AccessDecisionsService(source, changes, requests);
    const lists = new TopicLists(topics);
    this.topics = new TopicsService(
      topics,
      access,
      answers,
      changes,
      lists,
      this.partners,
      this.publisher,
      room,
    );
    this.subscriptions = new SubscriptionsService(
      repository,
      absent,
      access,
      box,
      changes,
      new EndpointCheck(config),
      held,
      this.partners,
      room,
    );
  }

  static async start(): Promise<TopicsServices> {
    const { postgres, redis } = stack().servers;
    const schema = `test_${randomUUID().replaceAll('-', '')}`;
    const extra = { max: POOL_SIZE, options: `-c search_path=${schema}` };
    const url = postgres!.urls!.topics;
    const source = await new DataSource({ type: 'postgres', url, ...SCHEMA, extra }).initialize();
    await source.query(`CREATE SCHEMA ${schema}`);
    await source.runMigrations();
    return new TopicsServices(schema, source, new Redis(commandConnection(redis!.url!)));
  }

  /** A partner that topics has been told of. */
  async partner(): Promise<Identity> {
    const partnerId = newId('partner');
    await this.setStatus({ partnerId } as Identity, 'active');
    return { partnerId, credentialId: newId('apiKey') } as Identity;
  }

  async setStatus({ partnerId }: Identity, status: 'active' | 'suspended'): Promise<void> {
    this.seq += 1;
    await this.partners.apply([{ id: partnerId, name: partnerId, status, seq: this.seq }]);
  }

  async setLimits({ partnerId }: Identity, limits: LimitOverrides): Promise<void> {
    this.seq += 1;
    await this.partners.apply([{ id: partnerId, name: partnerId, status: 'active', limits, seq: this.seq }]);
  }

  /** The version that the other services know. */
  async toldVersion(topicId: string): Promise<number> {
    return Number(await this.redis.get(REDIS_KEYS.topicVersion(topicId)));
  }

  async stop(): Promise<void> {
    this.redis.disconnect();
    await this.source.query(`DROP SCHEMA ${this.schema} CASCADE`);
    await this.source.destroy();
  }
}
