import {
  AnikaError,
  type Identity,
  type Me,
  PASSWORD_LENGTH,
  type SignInOptions,
  type UpdateMe,
} from '@anika/contracts';
import { assertIfMatch, etagOf, isUniqueViolation, taken } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuthConfig } from '../auth.config';
import { UserEntity } from '../database/user.entity';
import { userOf } from '../identity/user-of';
import type { Visitor } from '../identity/visitor';
import { MailOutbox } from '../mail/mail-outbox';
import { assertHasNotices, NoticeChoices } from '../notices/notice-choices';
import { PartnersService } from '../partners/partners.service';
import { PasswordResetsRepository } from '../passwords/password-resets.repository';
import { PasswordLogin } from '../users/password-login';
import { toUser } from '../users/users.service';

/** A person's own account. */
@Injectable()
export class MeService {
  constructor(
    private readonly config: AuthConfig,
    private readonly login: PasswordLogin,
    private readonly notices: NoticeChoices,
    private readonly outbox: MailOutbox,
    private readonly partners: PartnersService,
    private readonly resets: PasswordResetsRepository,
    private readonly source: DataSource,
  ) {}

  options(): SignInOptions {
    return {
      registration: this.config.REGISTRATION,
      mail: this.outbox.isConfigured,
      passwordLength: PASSWORD_LENGTH,
    };
  }

  async get(identity: Identity): Promise<Me> {
    const { userId: id, partnerId, role, scopes, credential, credentialId } = identity;
    const user = id === undefined ? null : await this.source.manager.findOneBy(UserEntity, { id });
    return {
      user: user && toUser(user),
      partner: await this.partners.own(partnerId),
      role,
      scopes,
      credential: { kind: credential, id: credentialId },
      notices: await this.notices.of(identity),
    };
  }

  async update(
    identity: Identity,
    { currentPassword, notices, ...change }: UpdateMe,
    ifMatch: string | undefined,
    visitor: Visitor,
  ): Promise<Me> {
    const id = userOf(identity);
    if (notices !== undefined) assertHasNotices(identity);
    const me = await this.get(identity);
    assertIfMatch(ifMatch, etagOf(me));
    const from = me.user?.email === change.email ? undefined : me.user?.email;
    if (change.email !== undefined && from !== undefined)
      await this.changeEmail(id, from, change.email, currentPassword, visitor);
    const { email: _email, ...rest } = change;
    if (Object.keys(rest).length > 0) await this.source.manager.update(UserEntity, { id }, rest);
    if (notices !== undefined) await this.notices.change(id, notices);
    return this.get(identity);
  }

  /** Whoever finds an open browser must not take the account away: that needs the password. The old address is told. */
  private async changeEmail(
    id: string,
    from: string,
    email: string,
    password: string | undefined,
    visitor: Visitor,
  ): Promise<void> {
    if (password === undefined) {
      throw new AnikaError('VALIDATION_FAILED', {
        errors: [
          {
            pointer: '/currentPassword',
            code: 'REQUIRED',
            message: 'is required for another e-mail address',
          },
        ],
      });
    }
    const user = await this.login.confirm(id, password, visitor.address, '/currentPassword');
    try {
      await this.source.transaction(async (manager) => {
        const { affected } = await manager.update(UserEntity, { id, email: from }, { email });
        if (!affected) throw new AnikaError('PRECONDITION_FAILED');
        await this.resets.remove(manager, id);
        const locale = user.locale ?? visitor.locale;
        await this.outbox.add(manager, { kind: 'email_changed', recipient: from, locale });
      });
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      throw taken('/email', 'There is a user with this e-mail address.');
    }
  }
}
