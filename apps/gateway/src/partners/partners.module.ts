import { Module } from '@nestjs/common';
import { AuthFeed } from './auth-feed';
import { PartnerRelay } from './partner-relay';
import { PartnersController } from './partners.controller';

@Module({ controllers: [PartnersController], providers: [AuthFeed, PartnerRelay] })
export class PartnersModule {}
