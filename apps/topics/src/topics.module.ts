import { auditProviders, PostgresAuditStore, PostgresModule, RedisModule, rpcClients } from '@anika/platform';
import { SecretBox } from '@anika/webhooks';
import { Module } from '@nestjs/common';
import { AuditRpcController } from './audit/audit.rpc.controller';
import { AccessDecisionsService } from './access-requests/access-decisions.service';
import { AccessRequestsController } from './access-requests/access-requests.controller';
import { AccessRequestsRepository } from './access-requests/access-requests.repository';
import { AccessRequestsService } from './access-requests/access-requests.service';
import { TopicAccessRequestsController } from './access-requests/topic-access-requests.controller';
import { AffairsRpcController } from './affairs/affairs.rpc.controller';
import { PartnerAffairsService } from './affairs/partner-affairs.service';
import { UnusedGrants } from './affairs/unused-grants';
import { ContractsController } from './contracts/contracts.controller';
import { ContractsRepository } from './contracts/contracts.repository';
import { ContractsRpcController } from './contracts/contracts.rpc.controller';
import { ContractsService } from './contracts/contracts.service';
import { SchemaExaminer } from './contracts/schema-examiner';
import { SCHEMA } from './database/schema';
import { EventsRpcController } from './events/events.rpc.controller';
import { AllGrantsController } from './grants/all-grants.controller';
import { AllGrantsService } from './grants/all-grants.service';
import { GrantExpiry } from './grants/grant-expiry';
import { GrantsController } from './grants/grants.controller';
import { GrantsService } from './grants/grants.service';
import { HealthRpcController } from './health/health.rpc.controller';
import { SubscriptionHealthService } from './health/subscription-health.service';
import { OutboxRelay } from './outbox/outbox-relay';
import { PartnerRoom } from './partners/partner-room';
import { PartnersRpcController } from './partners/partners.rpc.controller';
import { PartnersService } from './partners/partners.service';
import { SnapshotsRepository } from './snapshots/snapshots.repository';
import { SnapshotsRpcController } from './snapshots/snapshots.rpc.controller';
import { EndpointCheck } from './subscriptions/endpoint-check';
import { HeldDeliveries } from './subscriptions/held-deliveries';
import { SubscriptionDisabling } from './subscriptions/subscription-disabling';
import { SubscriptionTopics } from './subscriptions/subscription-topics';
import { SubscriptionsController } from './subscriptions/subscriptions.controller';
import { SubscriptionsRepository } from './subscriptions/subscriptions.repository';
import { SubscriptionsRpcController } from './subscriptions/subscriptions.rpc.controller';
import { SubscriptionsService } from './subscriptions/subscriptions.service';
import { TopicsConfig } from './topics.config';
import { TopicAccess } from './topics/topic-access';
import { TopicAnswers } from './topics/topic-answers';
import { TopicLists } from './topics/topic-lists';
import { TopicPurge } from './topics/topic-purge';
import { TopicsController } from './topics/topics.controller';
import { TopicsService } from './topics/topics.service';
import { TopicChanges } from './versions/topic-changes';
import { VersionPublisher } from './versions/version-publisher';

@Module({
  imports: [
    PostgresModule.forRoot({ setting: 'TOPICS_DATABASE_URL', ...SCHEMA }),
    RedisModule,
    rpcClients('messages', 'dispatcher', 'gateway'),
  ],
  controllers: [
    TopicsController,
    AllGrantsController,
    GrantsController,
    AccessRequestsController,
    TopicAccessRequestsController,
    ContractsController,
    ContractsRpcController,
    SubscriptionsController,
    AuditRpcController,
    AffairsRpcController,
    EventsRpcController,
    HealthRpcController,
    PartnersRpcController,
    SnapshotsRpcController,
    SubscriptionsRpcController,
  ],
  providers: [
    {
      provide: SecretBox,
      inject: [TopicsConfig],
      useFactory: (config: TopicsConfig) => new SecretBox(config.MASTER_KEYS),
    },
    ...auditProviders(PostgresAuditStore),
    AllGrantsService,
    AccessDecisionsService,
    AccessRequestsRepository,
    AccessRequestsService,
    ContractsRepository,
    ContractsService,
    EndpointCheck,
    GrantExpiry,
    GrantsService,
    HeldDeliveries,
    PartnerAffairsService,
    OutboxRelay,
    PartnerRoom,
    PartnersService,
    SchemaExaminer,
    SnapshotsRepository,
    SubscriptionDisabling,
    SubscriptionHealthService,
    SubscriptionsRepository,
    SubscriptionTopics,
    SubscriptionsService,
    TopicAccess,
    TopicAnswers,
    TopicLists,
    TopicChanges,
    TopicPurge,
    TopicsService,
    UnusedGrants,
    VersionPublisher,
  ],
})
export class TopicsModule {}
