import { AuditEntryEntity, auditProviders, PostgresAuditStore, PostgresModule } from '@anika/platform';
import { SecretBox } from '@anika/webhooks';
import { Global, Module } from '@nestjs/common';
import { PassportModule } from '@nestjs/passport';
import { ApiKeysController } from './api-keys/api-keys.controller';
import { ApiKeysService } from './api-keys/api-keys.service';
import { AuditController } from './audit/audit.controller';
import { NamesService } from './audit/names.service';
import { SignInAudit } from './audit/sign-in-audit';
import { AuthConfig } from './auth.config';
import { Initial1700000000000 } from './database/1700000000000-initial.migration';
import { Limits1700000000014 } from './database/1700000000014-limits.migration';
import { Audit1700000000023 } from './database/1700000000023-audit.migration';
import { ApiKeyEntity } from './database/api-key.entity';
import { PartnerEntity } from './database/partner.entity';
import { SigningKeyEntity } from './database/signing-key.entity';
import { UserEntity } from './database/user.entity';
import { IdentityController } from './identity/identity.controller';
import { ApiKeyStrategy, SessionStrategy, TokenStrategy } from './identity/identity.strategies';
import { PrincipalRepository } from './identity/principal.repository';
import { FirstOperator } from './partners/first-operator';
import { PartnerFeedController } from './partners/partner-feed.controller';
import { PartnersController } from './partners/partners.controller';
import { PartnersRepository } from './partners/partners.repository';
import { PartnersService } from './partners/partners.service';
import { SessionsController } from './sessions/sessions.controller';
import { SessionsService } from './sessions/sessions.service';
import { Housekeeping } from './tokens/housekeeping';
import { JwksController } from './tokens/jwks.controller';
import { RefreshTokensRepository } from './tokens/refresh-tokens.repository';
import { SigningKeysService } from './tokens/signing-keys.service';
import { TokensController } from './tokens/tokens.controller';
import { TokensService } from './tokens/tokens.service';
import { LoginLimit } from './users/login-limit';
import { PasswordLogin } from './users/password-login';
import { UsersController } from './users/users.controller';
import { UsersService } from './users/users.service';

@Global()
@Module({
  imports: [
    PassportModule,
    PostgresModule.forRoot({
      setting: 'AUTH_DATABASE_URL',
      entities: [PartnerEntity, UserEntity, ApiKeyEntity, SigningKeyEntity, AuditEntryEntity],
      migrations: [Initial1700000000000, Limits1700000000014, Audit1700000000023],
    }),
  ],
  controllers: [
    ApiKeysController,
    AuditController,
    IdentityController,
    JwksController,
    PartnerFeedController,
    PartnersController,
    SessionsController,
    TokensController,
    UsersController,
  ],
  providers: [
    {
      provide: SecretBox,
      inject: [AuthConfig],
      useFactory: (config: AuthConfig) => new SecretBox(config.MASTER_KEYS),
    },
    ...auditProviders(PostgresAuditStore),
    ApiKeysService,
    ApiKeyStrategy,
    FirstOperator,
    Housekeeping,
    LoginLimit,
    NamesService,
    PartnersRepository,
    PartnersService,
    PasswordLogin,
    PrincipalRepository,
    RefreshTokensRepository,
    SessionsService,
    SignInAudit,
    SessionStrategy,
    SigningKeysService,
    TokensService,
    TokenStrategy,
    UsersService,
  ],
})
export class AuthModule {}
