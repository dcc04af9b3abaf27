import { Module } from '@nestjs/common';
import { AuthClientModule } from '../auth/auth-client.module';
import { CredentialsController } from './credentials.controller';

@Module({ imports: [AuthClientModule], controllers: [CredentialsController] })
export class CredentialsModule {}
