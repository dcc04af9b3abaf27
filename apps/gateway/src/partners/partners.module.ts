import { Module } from '@nestjs/common';
import { AuthClientModule } from '../auth/auth-client.module';
import { AuthFeed } from './auth-feed';
import { PartnerRelay } from './partner-relay';
import { PartnersController } from './partners.controller';

@Module({
  imports: [AuthClientModule],
  controllers: [PartnersController],
  providers: [AuthFeed, PartnerRelay],
})
export class PartnersModule {}
