import { auditProviders, PostgresAuditStore, PostgresModule, RedisModule, rpcClients } from '@anika/platform';
import { SecretBox } from '@anika/webhooks';
import { Module } from '@nestjs/common';
import { AuditRpcController } from './audit/audit.rpc.controller';
import { SCHEMA } from './database/schema';
import { EventsRpcController } from './events/events.rpc.controller';
import { GrantsController } from './grants/grants.controller';
import { GrantsService } from './grants/grants.service';
import { HealthRpcController } from './health/health.rpc.controller';
import { SubscriptionHealthService } from './health/subscription-health.service';
import { PartnersRpcController } from './partners/partners.rpc.controller';
import { PartnerRoom } from './partners/partner-room';
import { PartnersService } from './partners/partners.service';
import { SnapshotsRepository } from './snapshots/snapshots.repository';
import { SnapshotsRpcController } from './snapshots/snapshots.rpc.controller';
import { EndpointCheck } from './subscriptions/endpoint-check';
import { HeldDeliveries } from './subscriptions/held-deliveries';
import { SubscriptionsController } from './subscriptions/subscriptions.controller';
import { SubscriptionsRpcController } from './subscriptions/subscriptions.rpc.controller';
import { SubscriptionsRepository } from './subscriptions/subscriptions.repository';
import { SubscriptionsService } from './subscriptions/subscriptions.service';
import { TopicAccess } from './topics/topic-access';
import { TopicPurge } from './topics/topic-purge';
import { TopicsController } from './topics/topics.controller';
import { TopicsService } from './topics/topics.service';
import { TopicsConfig } from './topics.config';
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
    GrantsController,
    SubscriptionsController,
    AuditRpcController,
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
    EndpointCheck,
    GrantsService,
    HeldDeliveries,
    PartnerRoom,
    PartnersService,
    SnapshotsRepository,
    SubscriptionHealthService,
    SubscriptionsRepository,
    SubscriptionsService,
    TopicAccess,
    TopicChanges,
    TopicPurge,
    TopicsService,
    VersionPublisher,
  ],
})
export class TopicsModule {}
