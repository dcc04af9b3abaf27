import { rpcClients } from '@anika/platform';
import { Module } from '@nestjs/common';
import { AuditModule } from './audit/audit.module';
import { CredentialsModule } from './credentials/credentials.module';
import { NoticesModule } from './notices/notices.module';
import { OverviewModule } from './overview/overview.module';
import { PartnersModule } from './partners/partners.module';
import { QueuesModule } from './queues/queues.module';
import { ReferenceModule } from './reference/reference.module';
import { StatusModule } from './status/status.module';

@Module({
  imports: [
    rpcClients('topics', 'messages'),
    AuditModule,
    CredentialsModule,
    NoticesModule,
    OverviewModule,
    PartnersModule,
    QueuesModule,
    ReferenceModule,
    StatusModule,
  ],
})
export class GatewayModule {}
