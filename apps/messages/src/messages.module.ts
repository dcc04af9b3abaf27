import { auditProviders, RedisModule, rpcClients, SnapshotModule } from '@anika/platform';
import { Module } from '@nestjs/common';
import { AuditRpcController } from './audit/audit.rpc.controller';
import { MongoAuditStore } from './audit/mongo-audit-store';
import { MessageContracts } from './contracts/message-contracts';
import { DeliveriesController } from './deliveries/deliveries.controller';
import { DeliveriesRpcController } from './deliveries/deliveries.rpc.controller';
import { DeliveriesService } from './deliveries/deliveries.service';
import { DeliveryClaims } from './deliveries/delivery-claims';
import { DeliveryLists } from './deliveries/delivery-lists';
import { Holds } from './deliveries/holds';
import { MessageDeliveriesService } from './deliveries/message-deliveries.service';
import { OutcomeRecorder } from './deliveries/outcome-recorder';
import { WaitingController } from './deliveries/waiting.controller';
import { WaitingService } from './deliveries/waiting.service';
import { ErasedDeliveries } from './erasures/erased-deliveries';
import { ErasedMessages } from './erasures/erased-messages';
import { ErasureEvents } from './erasures/erasure-events';
import { ErasureRunner } from './erasures/erasure-runner';
import { ErasureSelection } from './erasures/erasure-selection';
import { ErasureSteps } from './erasures/erasure-steps';
import { ErasureStore } from './erasures/erasure-store';
import { ErasuresController } from './erasures/erasures.controller';
import { ErasuresRpcController } from './erasures/erasures.rpc.controller';
import { ErasuresService } from './erasures/erasures.service';
import { DeadLetterEvents } from './events/dead-letter-events';
import { EventsRpcController } from './events/events.rpc.controller';
import { Notices } from './events/notices';
import { PlatformEvents } from './events/platform-events';
import { FeedService } from './feed/feed.service';
import { Floors } from './feed/floors';
import { OpenReads } from './feed/open-reads';
import { StreamController } from './feed/stream.controller';
import { EndpointHealth } from './health/endpoint-health';
import { HealthWatch } from './health/health-watch';
import { InboxController } from './inboxes/inbox.controller';
import { InboxKeys } from './inboxes/inbox-keys';
import { InboxReceiver } from './inboxes/inbox-receiver';
import { InboxRequests } from './inboxes/inbox-requests';
import { InboxesController } from './inboxes/inboxes.controller';
import { InboxesService } from './inboxes/inboxes.service';
import { PublishLimits } from './limits/publish-limits';
import { PublisherPace } from './limits/publisher-pace';
import { MatchingController } from './matching/matching.controller';
import { MatchingService } from './matching/matching.service';
import { MessageWriter } from './messages/message-writer';
import { MessagesController } from './messages/messages.controller';
import { MessagesRpcController } from './messages/messages.rpc.controller';
import { MessagesService } from './messages/messages.service';
import { OpenMessages } from './messages/open-messages';
import { PublishController } from './messages/publish.controller';
import { PublishService } from './messages/publish.service';
import { RecentMessages } from './messages/recent-messages';
import { StoredMessages } from './messages/stored-messages';
import { TopicReader } from './messages/topic-reader';
import { MongoModule } from './mongo/mongo.module';
import { FirstSteps } from './overview/first-steps';
import { LastFailures } from './overview/last-failures';
import { OverviewController } from './overview/overview.controller';
import { OverviewService } from './overview/overview.service';
import { ParkedCounts } from './overview/parked-counts';
import { PlatformWorkRpcController } from './overview/platform-work.rpc.controller';
import { PlatformWorkService } from './overview/platform-work.service';
import { Queues } from './queues/queues';
import { DeadLetterLists } from './replays/dead-letter-lists';
import { DeadLettersController } from './replays/dead-letters.controller';
import { DeadLettersService } from './replays/dead-letters.service';
import { Recipients } from './replays/recipients';
import { RedeliveriesController } from './replays/redeliveries.controller';
import { RedeliveriesService } from './replays/redeliveries.service';
import { RedeliveryWrites } from './replays/redelivery-writes';
import { ReplayRunner } from './replays/replay-runner';
import { ReplayFilters } from './replays/replay-filters';
import { ReplaySelections } from './replays/replay-selections';
import { ReplaySteps } from './replays/replay-steps';
import { ReplayStore } from './replays/replay-store';
import { ReplaysController } from './replays/replays.controller';
import { ReplaysService } from './replays/replays.service';
import { ExpiredMessages } from './retention/expired-messages';
import { Retention } from './retention/retention';
import { SearchController } from './search/search.controller';
import { SearchIndexer } from './search/search-indexer';
import { SearchIndexes } from './search/search-indexes';
import { SearchService } from './search/search.service';
import { Counters } from './statistics/counters';
import { OutcomeCounts } from './statistics/outcome-counts';
import { StatisticsController } from './statistics/statistics.controller';
import { StatisticsService } from './statistics/statistics.service';
import { Lease } from './sweeper/lease';
import { LostWork } from './sweeper/lost-work';
import { OverHolds } from './sweeper/over-holds';
import { SweepReport } from './sweeper/sweep-report';
import { Sweeper } from './sweeper/sweeper';
import { SweepsController } from './sweeper/sweeps.controller';

@Module({
  imports: [
    MongoModule,
    RedisModule,
    rpcClients('topics', 'gateway'),
    SnapshotModule.forRoot({ subscriptions: false }),
  ],
  controllers: [
    MessagesController,
    MessagesRpcController,
    PublishController,
    AuditRpcController,
    DeliveriesController,
    DeliveriesRpcController,
    InboxController,
    InboxesController,
    EventsRpcController,
    ErasuresController,
    ErasuresRpcController,
    MatchingController,
    DeadLettersController,
    OverviewController,
    PlatformWorkRpcController,
    RedeliveriesController,
    ReplaysController,
    SearchController,
    StatisticsController,
    StreamController,
    SweepsController,
    WaitingController,
  ],
  providers: [
    ...auditProviders(MongoAuditStore),
    Counters,
    DeadLetterEvents,
    DeadLetterLists,
    DeadLettersService,
    DeliveriesService,
    DeliveryClaims,
    DeliveryLists,
    EndpointHealth,
    ErasedDeliveries,
    ErasedMessages,
    ErasureEvents,
    ErasureRunner,
    ErasureSelection,
    ErasuresService,
    ErasureSteps,
    ErasureStore,
    ExpiredMessages,
    FeedService,
    FirstSteps,
    Floors,
    HealthWatch,
    Holds,
    InboxesService,
    InboxKeys,
    InboxReceiver,
    InboxRequests,
    LastFailures,
    Lease,
    LostWork,
    MatchingService,
    MessageContracts,
    MessageDeliveriesService,
    MessagesService,
    MessageWriter,
    Notices,
    OpenMessages,
    OpenReads,
    OutcomeCounts,
    OutcomeRecorder,
    OverHolds,
    OverviewService,
    ParkedCounts,
    PlatformWorkService,
    PlatformEvents,
    PublisherPace,
    PublishLimits,
    PublishService,
    Queues,
    RecentMessages,
    Recipients,
    RedeliveriesService,
    RedeliveryWrites,
    ReplayFilters,
    ReplayRunner,
    ReplaySelections,
    ReplaysService,
    ReplaySteps,
    ReplayStore,
    Retention,
    SearchIndexer,
    SearchIndexes,
    SearchService,
    StatisticsService,
    StoredMessages,
    Sweeper,
    SweepReport,
    TopicReader,
    WaitingService,
  ],
})
export class MessagesModule {}
