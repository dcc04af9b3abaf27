import { type AcceptInvitation, AnikaError, type InvitationPreview, type Registered } from '@anika/contracts';
import type { AuditOrigin } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { SignInAudit } from '../audit/sign-in-audit';
import { PartnersService } from '../partners/partners.service';
import { toUser, UsersService } from '../users/users.service';
import { InvitationsRepository } from './invitations.repository';

/** What who holds an invitation's link may do with it. */
@Injectable()
export class AcceptanceService {
  constructor(
    private readonly invitations: InvitationsRepository,
    private readonly partners: PartnersService,
    private readonly source: DataSource,
    private readonly users: UsersService,
    private readonly audit: SignInAudit,
  ) {}

  async preview(token: string): Promise<InvitationPreview> {
    const { company, email, role, name, expiresAt } = await this.find(token);
    return { company, email, role, name, expiresAt: expiresAt.toISOString() };
  }

  /** @throws {AnikaError} LINK_INVALID; CONFLICT when the address has got an account: the invitation stays open then. */
  async accept(
    { token, password, name: ownName }: AcceptInvitation,
    origin: AuditOrigin,
  ): Promise<Registered> {
    const { id, partnerId, email, role, name: givenName } = await this.find(token);
    const name = ownName ?? givenName;
    if (name === null) {
      throw new AnikaError('VALIDATION_FAILED', {
        errors: [{ pointer: '/name', code: 'REQUIRED', message: 'is required' }],
      });
    }
    const prepared = await this.users.prepare({ name, email, password, role });
    const user = await this.source.transaction(async (manager) => {
      if (!(await this.invitations.use(manager, token))) throw new AnikaError('LINK_INVALID');
      const joined = await this.users.insert(manager, partnerId, prepared);
      await this.audit.joined(manager, joined, id, origin);
      return joined;
    });
    return { partner: await this.partners.own(partnerId), user: toUser(user) };
  }

  private async find(token: string) {
    const found = await this.invitations.findByToken(token);
    if (!found) throw new AnikaError('LINK_INVALID');
    return found;
  }
}
