import { Module } from '@nestjs/common';
import { QueuesModule } from '../queues/queues.module';
import { StatusModule } from '../status/status.module';
import { OverviewController } from './overview.controller';
import { OverviewService } from './overview.service';

@Module({
  imports: [QueuesModule, StatusModule],
  controllers: [OverviewController],
  providers: [OverviewService],
})
export class OverviewModule {}
