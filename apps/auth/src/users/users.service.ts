import {
  AnikaError,
  type CreateUser,
  type Identity,
  isId,
  newId,
  type Page,
  type PageQuery,
  type Role,
  type UpdateUser,
  type User,
} from '@anika/contracts';
import { assertIfMatch, etagOf, isUniqueViolation, readCursor, toPage } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, MoreThan } from 'typeorm';
import { PartnerEntity } from '../database/partner.entity';
import { UserEntity } from '../database/user.entity';
import { hashPassword } from './password';

interface NewUser {
  readonly name: string;
  readonly email: string;
  readonly passwordHash: string;
  readonly role: Role;
}

@Injectable()
export class UsersService {
  constructor(private readonly source: DataSource) {}

  /** Hashes the password before a transaction begins: that takes a while. */
  async prepare({ password, ...user }: Omit<CreateUser, 'role'> & { readonly role: Role }): Promise<NewUser> {
    return { ...user, passwordHash: await hashPassword(password) };
  }

  /** @throws {AnikaError} CONFLICT when the e-mail address is taken. */
  async insert(manager: EntityManager, partnerId: string, user: NewUser): Promise<UserEntity> {
    const id = newId('user');
    try {
      await manager.insert(UserEntity, { id, partnerId, status: 'active', ...user });
    } catch (error) {
      if (!isUniqueViolation(error)) throw error;
      throw new AnikaError('CONFLICT', { detail: 'There is a user with this e-mail address.' });
    }
    return manager.findOneByOrFail(UserEntity, { id });
  }

  async create(identity: Identity, request: CreateUser): Promise<User> {
    const prepared = await this.prepare(request);
    return toUser(await this.insert(this.source.manager, identity.partnerId, prepared));
  }

  async list({ partnerId }: Identity, { limit, cursor }: PageQuery): Promise<Page<User>> {
    const after = readCursor(cursor, (id) => isId('user', id));
    const rows = await this.source.manager.find(UserEntity, {
      where: { partnerId, ...(after !== undefined && { id: MoreThan(after) }) },
      order: { id: 'ASC' },
      take: limit + 1,
    });
    return toPage(rows, limit, (row) => row.id, toUser);
  }

  async get({ partnerId }: Identity, id: string): Promise<User> {
    const user = await this.source.manager.findOneBy(UserEntity, { id, partnerId });
    if (!user) throw new AnikaError('NOT_FOUND', { detail: `There is no user ${id}.` });
    return toUser(user);
  }

  /** The partner's row is locked meanwhile: two owners who demote each other at once must not both succeed. */
  update(
    { partnerId }: Identity,
    id: string,
    change: UpdateUser,
    ifMatch: string | undefined,
  ): Promise<User> {
    return this.source.transaction(async (manager) => {
      await manager.findOneOrFail(PartnerEntity, {
        where: { id: partnerId },
        lock: { mode: 'pessimistic_write' },
      });
      const before = await manager.findOneBy(UserEntity, { id, partnerId });
      if (!before) throw new AnikaError('NOT_FOUND', { detail: `There is no user ${id}.` });
      assertIfMatch(ifMatch, etagOf(toUser(before)));
      if (Object.keys(change).length > 0) await manager.update(UserEntity, { id, partnerId }, change);
      const user = { ...before, ...change };
      const owned = await manager.existsBy(UserEntity, { partnerId, role: 'owner', status: 'active' });
      if (!owned) throw new AnikaError('CONFLICT', { detail: 'A company keeps at least one active owner.' });
      if (user.status === 'disabled') await endSessions(manager, id);
      return toUser(user);
    });
  }
}

async function endSessions(manager: EntityManager, userId: string): Promise<void> {
  await manager.query('DELETE FROM session WHERE user_id = $1', [userId]);
  await manager.query('DELETE FROM refresh_token WHERE user_id = $1', [userId]);
}

export function toUser({ id, partnerId, name, email, role, status, createdAt }: UserEntity): User {
  return { id, partnerId, name, email, role, status, createdAt: createdAt.toISOString() };
}
