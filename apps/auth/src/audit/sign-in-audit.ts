import type { AuditAction, AuditOutcome, ErrorCode, Identity } from '@anika/contracts';
import { type AuditOrigin, newAuditRecord, PostgresAuditStore } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { UserEntity } from '../database/user.entity';

/** Entries of people who come and go: nobody is signed in yet, or the credential is not one of the request. */
@Injectable()
export class SignInAudit {
  constructor(private readonly store: PostgresAuditStore) {}

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

  private write(
    action: AuditAction,
    { id, partnerId, role }: Pick<UserEntity, 'id' | 'partnerId' | 'role'>,
    origin: AuditOrigin,
    outcome: AuditOutcome,
    manager?: EntityManager,
  ): Promise<void> {
    const isOperator = role === 'operator';
    const record = newAuditRecord({
      action,
      actor: { kind: isOperator ? 'operator' : 'user', id },
      partnerId: isOperator ? null : partnerId,
      object: { type: 'user', id },
      origin,
    });
    return this.store.insert({ ...record, outcome }, manager);
  }
}
