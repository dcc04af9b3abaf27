import { AnikaError } from '@anika/contracts';
import type { AuditOrigin } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { SignInAudit } from '../audit/sign-in-audit';
import { AuthConfig } from '../auth.config';
import { PartnerEntity } from '../database/partner.entity';
import { UserEntity } from '../database/user.entity';
import { accountOf, addressOf, AttemptLimit } from './attempt-limit';
import { verifyPassword } from './password';

/** Checks passwords, as often as the limit of attempts allows. */
@Injectable()
export class PasswordLogin {
  constructor(
    private readonly config: AuthConfig,
    @InjectRepository(UserEntity) private readonly users: Repository<UserEntity>,
    @InjectRepository(PartnerEntity) private readonly partners: Repository<PartnerEntity>,
    private readonly limit: AttemptLimit,
    private readonly audit: SignInAudit,
  ) {}

  /** @throws {AnikaError} INVALID_GRANT, alike for an unknown user and a wrong password; RATE_LIMITED. */
  async signIn(email: string, password: string, origin: AuditOrigin): Promise<UserEntity> {
    const { user, isRight } = await this.check(email, password, origin.address);
    if (!user || !isRight) {
      if (user) await this.audit.failed(user, origin, 'INVALID_GRANT');
      throw new AnikaError('INVALID_GRANT', { detail: 'The e-mail address or the password is wrong.' });
    }
    await this.audit.signedIn(user, origin);
    return user;
  }

  /**
   * Asks a person who is signed in for the password again.
   *
   * @throws {AnikaError} VALIDATION_FAILED at the pointer when it is wrong; RATE_LIMITED.
   */
  async confirm(userId: string, password: string, address: string, pointer: string): Promise<UserEntity> {
    const { email } = await this.users.findOneByOrFail({ id: userId });
    const { user, isRight } = await this.check(email, password, address);
    if (user && isRight) return user;
    throw new AnikaError('VALIDATION_FAILED', {
      errors: [{ pointer, code: 'INVALID', message: 'is not your password' }],
    });
  }

  private async check(
    email: string,
    password: string,
    address: string,
  ): Promise<{ user: UserEntity | null; isRight: boolean }> {
    const taken = await this.limit.take(
      { subject: accountOf(email), limit: this.config.LOGIN_ATTEMPTS },
      { subject: addressOf(address), limit: this.config.LOGIN_ATTEMPTS_PER_ADDRESS },
    );
    const user = await this.users.findOneBy({ email: email.toLowerCase() });
    const matches = await verifyPassword(user?.passwordHash, password);
    if (user === null || !matches || !(await this.isUsable(user))) return { user, isRight: false };
    await this.limit.giveBack(taken);
    await this.limit.forget(accountOf(email));
    return { user, isRight: true };
  }

  private async isUsable(user: UserEntity): Promise<boolean> {
    return user.status === 'active' && this.partners.existsBy({ id: user.partnerId, status: 'active' });
  }
}
