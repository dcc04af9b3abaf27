import { RedisModule, rpcClients, SnapshotModule } from '@anika/platform';
import { EndpointAgent, parseCidrs, SecretBox } from '@anika/webhooks';
import { Module } from '@nestjs/common';
import { Admission } from './admission/admission';
import { Pauses } from './admission/pauses';
import { RateLimits } from './admission/rate-limits';
import { Slots } from './admission/slots';
import { Attempts } from './attempts/attempts';
import { SubscriptionSecrets } from './attempts/subscription-secrets';
import { DeadLetterWorker } from './dead-letters/dead-letter.worker';
import { DeliveryWorker } from './delivery/delivery.worker';
import { Departures } from './delivery/departures';
import { ReleaseService } from './delivery/release.service';
import { RetryService } from './delivery/retry.service';
import { DispatcherConfig } from './dispatcher.config';
import { Backlog } from './fan-out/backlog';
import { BacklogWorker } from './fan-out/backlog.worker';
import { FanOutService } from './fan-out/fan-out.service';
import { FanOutWorker } from './fan-out/fan-out.worker';
import { Outcomes } from './outcomes/outcomes';
import { Erasures } from './targets/erasures';
import { TestEventsRpcController } from './test-events/test-events.rpc.controller';

@Module({
  imports: [RedisModule, rpcClients('topics', 'messages'), SnapshotModule.forRoot({ subscriptions: true })],
  controllers: [TestEventsRpcController],
  providers: [
    {
      provide: EndpointAgent,
      inject: [DispatcherConfig],
      useFactory: (config: DispatcherConfig) =>
        new EndpointAgent({
          policy: {
            allowHttp: config.WEBHOOK_ALLOW_HTTP,
            allowedCidrs: parseCidrs(config.WEBHOOK_ALLOWED_CIDRS),
            platform: { publicUrl: config.PUBLIC_URL, inboxOrigin: config.INBOX_ORIGIN },
          },
          connectMs: config.CONNECT_TIMEOUT_MS,
        }),
    },
    {
      provide: SecretBox,
      inject: [DispatcherConfig],
      useFactory: (config: DispatcherConfig) => new SecretBox(config.MASTER_KEYS),
    },
    Admission,
    Attempts,
    Backlog,
    BacklogWorker,
    DeadLetterWorker,
    DeliveryWorker,
    Departures,
    Erasures,
    FanOutService,
    FanOutWorker,
    Outcomes,
    Pauses,
    RateLimits,
    ReleaseService,
    RetryService,
    Slots,
    SubscriptionSecrets,
  ],
})
export class DispatcherModule {}
