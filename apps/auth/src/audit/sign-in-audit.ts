import type { AuditAction, AuditOutcome, AuditRecord, ErrorCode, Identity } from '@anika/contracts';
import { type AuditOrigin, doneAuditRecord, newAuditRecord } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { UserEntity } from '../database/user.entity';
import { AuthAuditStore } from './auth-audit-store';

type Person = Pick<UserEntity, 'id' | 'partnerId' | 'role'>;

/** Entries of people who come and go: nobody is signed in yet, or the credential is not one of the request. */
@Injectable()
export class SignInAudit {
  constructor(private readonly store: AuthAuditStore) {}

  /** Before anything is issued: without an entry nobody is signed in. */
  signedIn(user: UserEntity, origin: AuditOrigin): Promise<void> {
    return this.write('user.sign_in', user, origin, { result: 'done' });
  }

  failed(user: UserEntity, origin: AuditOrigin, code: ErrorCode): Promise<void> {
    return this.write('user.sign_in', user, origin, { result: 'refused', code });
  }

  /** Another site's page used the browser session of somebody. */
  async misused({ userId, partnerId, role }: Identity, origin: AuditOrigin): Promise<void> {
    if (userId === undefined || role === 'key') return;
    const outcome: AuditOutcome = { result: 'refused', status: 403, code: 'CROSS_ORIGIN' };
    await this.write('user.session_misused', { id: userId, partnerId, role }, origin, outcome);
  }

  /** In the transaction that ends the session or the refresh tokens. */
  async ended(
    manager: EntityManager,
    action: 'user.sign_out' | 'user.refresh_token_reused',
    userId: string,
    origin: AuditOrigin,
  ): Promise<void> {
    const user = await manager.findOneByOrFail(UserEntity, { id: userId });
    await this.write(action, user, origin, { result: 'done' }, manager);
  }

  /** In the transaction of what is done by a link, or to get one. */
  async linked(
    manager: EntityManager,
    action: 'user.request_reset' | 'user.reset_password',
    user: Person,
    origin: AuditOrigin,
  ): Promise<void> {
    await this.write(action, user, origin, { result: 'done' }, manager);
  }

  /** In the transaction that makes the account. */
  async joined(
    manager: EntityManager,
    user: Person,
    invitationId: string,
    origin: AuditOrigin,
  ): Promise<void> {
    const object = { type: 'invitation', id: invitationId };
    const related = [{ type: 'user', id: user.id }];
    const record = doneAuditRecord({ action: 'invitation.accept', ...byOf(user), object, related, origin });
    await this.store.insert(record, manager);
  }

  private write(
    action: AuditAction,
    user: Person,
    origin: AuditOrigin,
    outcome: AuditOutcome,
    manager?: EntityManager,
  ): Promise<void> {
    const record = newAuditRecord({ action, ...byOf(user), object: { type: 'user', id: user.id }, origin });
    return this.store.insert({ ...record, outcome }, manager);
  }
}

/** Operators have a log of their own. */
function byOf({ id, partnerId, role }: Person): Pick<AuditRecord, 'actor' | 'partnerId'> {
  return role === 'operator'
    ? { actor: { kind: 'operator', id }, partnerId: null }
    : { actor: { kind: 'user', id }, partnerId };
}
