import { AnikaError } from '@anika/contracts';
import type { AuditOrigin } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { SignInAudit } from '../audit/sign-in-audit';
import { PartnerEntity } from '../database/partner.entity';
import { UserEntity } from '../database/user.entity';
import { LoginLimit } from './login-limit';
import { verifyPassword } from './password';

/** Signs a person in by e-mail address and password. */
@Injectable()
export class PasswordLogin {
  constructor(
    @InjectRepository(UserEntity) private readonly users: Repository<UserEntity>,
    @InjectRepository(PartnerEntity) private readonly partners: Repository<PartnerEntity>,
    private readonly limit: LoginLimit,
    private readonly audit: SignInAudit,
  ) {}

  /** @throws {AnikaError} INVALID_GRANT, alike for an unknown user and a wrong password; RATE_LIMITED. */
  async signIn(email: string, password: string, origin: AuditOrigin): Promise<UserEntity> {
    const { address } = origin;
    await this.limit.assertAllowed(email, address);
    const user = await this.users.findOneBy({ email: email.toLowerCase() });
    const matches = await verifyPassword(user?.passwordHash, password);
    const usable = user !== null && matches && (await this.isUsable(user));
    if (!usable) {
      await this.limit.recordFailure(email, address);
      if (user) await this.audit.failed(user, origin, 'INVALID_GRANT');
      throw new AnikaError('INVALID_GRANT', { detail: 'The e-mail address or the password is wrong.' });
    }
    await this.audit.signedIn(user, origin);
    await this.limit.forget(email);
    return user;
  }

  private async isUsable(user: UserEntity): Promise<boolean> {
    return user.status === 'active' && this.partners.existsBy({ id: user.partnerId, status: 'active' });
  }
}
