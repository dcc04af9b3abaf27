import { Module } from '@nestjs/common';
import { AuthClientModule } from '../auth/auth-client.module';
import { AuditController } from './audit.controller';
import { AuditService } from './audit.service';
import { AuditSources } from './audit-sources';

@Module({
  imports: [AuthClientModule],
  controllers: [AuditController],
  providers: [AuditService, AuditSources],
})
export class AuditModule {}
