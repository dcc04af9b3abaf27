import {
  AnikaError,
  type ChangePassword,
  type ConfirmReset,
  type Identity,
  type RequestReset,
  type ResetLink,
} from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { SignInAudit } from '../audit/sign-in-audit';
import { AuthConfig } from '../auth.config';
import { UserEntity } from '../database/user.entity';
import { userOf } from '../identity/user-of';
import type { Visitor } from '../identity/visitor';
import { Links } from '../mail/links';
import { MailOutbox } from '../mail/mail-outbox';
import { SessionsRepository } from '../sessions/sessions.repository';
import { accountOf, addressOf, AttemptLimit } from '../users/attempt-limit';
import { hashPassword } from '../users/password';
import { PasswordLogin } from '../users/password-login';
import { UsersService } from '../users/users.service';
import { PasswordResetsRepository } from './password-resets.repository';

const RESETS_PER_ACCOUNT = 3;

@Injectable()
export class PasswordsService {
  constructor(
    private readonly config: AuthConfig,
    private readonly limit: AttemptLimit,
    private readonly links: Links,
    private readonly login: PasswordLogin,
    private readonly outbox: MailOutbox,
    private readonly resets: PasswordResetsRepository,
    private readonly sessions: SessionsRepository,
    private readonly source: DataSource,
    private readonly users: UsersService,
    private readonly audit: SignInAudit,
  ) {}

  /** Ends every other session of the person. */
  async change(
    identity: Identity,
    { current, new: password }: ChangePassword,
    visitor: Visitor,
  ): Promise<void> {
    const before = await this.login.confirm(userOf(identity), current, visitor.address, '/current');
    if (password === current) {
      throw new AnikaError('VALIDATION_FAILED', {
        errors: [{ pointer: '/new', code: 'INVALID', message: 'must differ from the current one' }],
      });
    }
    const passwordHash = await hashPassword(password);
    await this.source.transaction(async (manager) => {
      const { passwordHash: old, id } = before;
      const { affected } = await manager.update(UserEntity, { id, passwordHash: old }, { passwordHash });
      if (!affected) throw new AnikaError('CONFLICT', { detail: 'The password was changed meanwhile.' });
      await this.afterChange(manager, before, visitor, identity.credentialId);
    });
  }

  /**
   * Answers alike and as fast whether or not there is such a person: that is found out by who sends the mail. Only the entry of the
   * audit log looks for one, and three requests are too few to tell its insert by the time.
   */
  async requestReset({ email }: RequestReset, visitor: Visitor): Promise<void> {
    if (!this.outbox.isConfigured) throw new AnikaError('MAIL_NOT_CONFIGURED');
    await this.limit.take(
      { subject: `reset:${accountOf(email)}`, limit: RESETS_PER_ACCOUNT },
      { subject: `reset:${addressOf(visitor.address)}`, limit: this.config.LOGIN_ATTEMPTS_PER_ADDRESS },
    );
    const recipient = email.toLowerCase();
    await this.source.transaction(async (manager) => {
      await this.outbox.add(manager, { kind: 'reset', recipient, locale: visitor.locale });
      const user = await manager.findOneBy(UserEntity, { email: recipient });
      if (user) await this.audit.linked(manager, 'user.request_reset', user, visitor);
    });
  }

  /** A link for a colleague, or for anyone by an operator, to be handed over. */
  async makeLink(identity: Identity, userId: string): Promise<ResetLink> {
    const { status } = await this.users.get(identity, userId);
    if (userId === identity.userId)
      throw new AnikaError('FORBIDDEN', { detail: 'Change your own password by POST /auth/password.' });
    if (status !== 'active')
      throw new AnikaError('CONFLICT', { detail: 'This person is disabled: enable the account first.' });
    const { token, expiresAt } = await this.resets.issue(userId, userOf(identity));
    return { link: this.links.reset(token), expiresAt: expiresAt.toISOString() };
  }

  /** Ends all sessions of the person, and what sign-in attempts were counted. */
  async confirmReset({ token, password }: ConfirmReset, visitor: Visitor): Promise<void> {
    const id = await this.resets.find(token);
    if (id === undefined) throw new AnikaError('LINK_INVALID');
    const passwordHash = await hashPassword(password);
    await this.source.transaction(async (manager) => {
      // The person's row first, as a change of the password does: one of the two waits, and neither for the other.
      await manager.update(UserEntity, { id }, { passwordHash });
      if (!(await this.resets.use(manager, token))) throw new AnikaError('LINK_INVALID');
      const user = await manager.findOneByOrFail(UserEntity, { id });
      await this.limit.forget(accountOf(user.email), manager);
      await this.audit.linked(manager, 'user.reset_password', user, visitor);
      await this.afterChange(manager, user, visitor);
    });
  }

  private async afterChange(
    manager: EntityManager,
    user: UserEntity,
    visitor: Visitor,
    keptSession?: string,
  ): Promise<void> {
    await this.sessions.endAll(manager, user.id, keptSession);
    await this.resets.remove(manager, user.id);
    const locale = user.locale ?? visitor.locale;
    await this.outbox.add(manager, { kind: 'password_changed', recipient: user.email, locale });
  }
}
