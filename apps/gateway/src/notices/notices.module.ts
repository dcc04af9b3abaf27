import { Module } from '@nestjs/common';
import { AuthClientModule } from '../auth/auth-client.module';
import { NoticeRelay } from './notice-relay';
import { NoticesController } from './notices.controller';

@Module({ imports: [AuthClientModule], controllers: [NoticesController], providers: [NoticeRelay] })
export class NoticesModule {}
