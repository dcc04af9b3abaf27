import { AuditEntryEntity, auditProviders, PostgresModule } from '@anika/platform';
import { SecretBox } from '@anika/webhooks';
import { Global, Module } from '@nestjs/common';
import { PassportModule } from '@nestjs/passport';
import { ApiKeysController } from './api-keys/api-keys.controller';
import { ApiKeysService } from './api-keys/api-keys.service';
import { AuditController } from './audit/audit.controller';
import { AuthAuditStore } from './audit/auth-audit-store';
import { NamesService } from './audit/names.service';
import { SignInAudit } from './audit/sign-in-audit';
import { AuthConfig } from './auth.config';
import { Initial1700000000000 } from './database/1700000000000-initial.migration';
import { Limits1700000000014 } from './database/1700000000014-limits.migration';
import { Audit1700000000023 } from './database/1700000000023-audit.migration';
import { Sessions1700000000030 } from './database/1700000000030-sessions.migration';
import { People1700000000031 } from './database/1700000000031-people.migration';
import { Mail1700000000032 } from './database/1700000000032-mail.migration';
import { Notices1700000000060 } from './database/1700000000060-notices.migration';
import { ApiKeyEntity } from './database/api-key.entity';
import { PartnerEntity } from './database/partner.entity';
import { SessionEntity } from './database/session.entity';
import { SigningKeyEntity } from './database/signing-key.entity';
import { UserEntity } from './database/user.entity';
import { CredentialsController } from './identity/credentials.controller';
import { IdentityController } from './identity/identity.controller';
import { ApiKeyStrategy, SessionStrategy, TokenStrategy } from './identity/identity.strategies';
import { LastUse } from './identity/last-use';
import { PrincipalRepository } from './identity/principal.repository';
import { AcceptanceController } from './invitations/acceptance.controller';
import { AcceptanceService } from './invitations/acceptance.service';
import { InvitationsController } from './invitations/invitations.controller';
import { InvitationsRepository } from './invitations/invitations.repository';
import { InvitationsService } from './invitations/invitations.service';
import { Links } from './mail/links';
import { MailContent } from './mail/mail-content';
import { MailOutbox } from './mail/mail-outbox';
import { MailSender } from './mail/mail-sender';
import { MeController } from './me/me.controller';
import { MeService } from './me/me.service';
import { NoticeChoices } from './notices/notice-choices';
import { NoticeEvents } from './notices/notice-events';
import { NoticeMails } from './notices/notice-mails';
import { NoticesController } from './notices/notices.controller';
import { FirstOperator } from './partners/first-operator';
import { PartnerFeedController } from './partners/partner-feed.controller';
import { PartnersController } from './partners/partners.controller';
import { PartnersRepository } from './partners/partners.repository';
import { PartnersService } from './partners/partners.service';
import { PasswordResetsRepository } from './passwords/password-resets.repository';
import { PasswordsController } from './passwords/passwords.controller';
import { PasswordsService } from './passwords/passwords.service';
import { OwnSessionsController } from './sessions/own-sessions.controller';
import { SessionsController } from './sessions/sessions.controller';
import { SessionsRepository } from './sessions/sessions.repository';
import { SessionsService } from './sessions/sessions.service';
import { Housekeeping } from './tokens/housekeeping';
import { JwksController } from './tokens/jwks.controller';
import { RefreshTokensRepository } from './tokens/refresh-tokens.repository';
import { SigningKeysService } from './tokens/signing-keys.service';
import { TokensController } from './tokens/tokens.controller';
import { TokensService } from './tokens/tokens.service';
import { AttemptLimit } from './users/attempt-limit';
import { PasswordLogin } from './users/password-login';
import { UserAccessController } from './users/user-access.controller';
import { UsersController } from './users/users.controller';
import { UsersService } from './users/users.service';

@Global()
@Module({
  imports: [
    PassportModule,
    PostgresModule.forRoot({
      setting: 'AUTH_DATABASE_URL',
      entities: [PartnerEntity, UserEntity, ApiKeyEntity, SessionEntity, SigningKeyEntity, AuditEntryEntity],
      migrations: [
        Initial1700000000000,
        Limits1700000000014,
        Audit1700000000023,
        Sessions1700000000030,
        People1700000000031,
        Mail1700000000032,
        Notices1700000000060,
      ],
    }),
  ],
  controllers: [
    // Before InvitationsController: its `:invitationId` would take their words for an id.
    AcceptanceController,
    ApiKeysController,
    AuditController,
    CredentialsController,
    IdentityController,
    InvitationsController,
    JwksController,
    MeController,
    NoticesController,
    OwnSessionsController,
    PartnerFeedController,
    PartnersController,
    PasswordsController,
    SessionsController,
    TokensController,
    UserAccessController,
    UsersController,
  ],
  providers: [
    {
      provide: SecretBox,
      inject: [AuthConfig],
      useFactory: (config: AuthConfig) => new SecretBox(config.MASTER_KEYS),
    },
    ...auditProviders(AuthAuditStore),
    AcceptanceService,
    ApiKeysService,
    ApiKeyStrategy,
    AttemptLimit,
    FirstOperator,
    Housekeeping,
    InvitationsRepository,
    InvitationsService,
    LastUse,
    Links,
    MailContent,
    MailOutbox,
    MailSender,
    MeService,
    NamesService,
    NoticeChoices,
    NoticeEvents,
    NoticeMails,
    PartnersRepository,
    PartnersService,
    PasswordLogin,
    PasswordResetsRepository,
    PasswordsService,
    PrincipalRepository,
    RefreshTokensRepository,
    SessionsRepository,
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
