import {
  AnikaError,
  type CreateUser,
  type Identity,
  isId,
  newId,
  type Page,
  type Role,
  type UpdateUser,
  type User,
  type UserQuery,
} from '@anika/contracts';
import { assertIfMatch, etagOf, isUniqueViolation, readCursor, taken, toPage } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, In, MoreThan } from 'typeorm';
import { PartnerEntity } from '../database/partner.entity';
import { UserEntity } from '../database/user.entity';
import { SessionsRepository } from '../sessions/sessions.repository';
import { hashPassword } from './password';
import { assertRoleFits } from './role-fit';

interface NewUser {
  readonly name: string;
  readonly email: string;
  readonly passwordHash: string;
  readonly role: Role;
}

@Injectable()
export class UsersService {
  constructor(
    private readonly source: DataSource,
    private readonly sessions: SessionsRepository,
  ) {}

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
      throw taken('/email', 'There is a user with this e-mail address.');
    }
    return manager.findOneByOrFail(UserEntity, { id });
  }

  async create(identity: Identity, request: CreateUser): Promise<User> {
    assertRoleFits(identity, request.role);
    const prepared = await this.prepare(request);
    return toUser(await this.insert(this.source.manager, identity.partnerId, prepared));
  }

  async list(identity: Identity, query: UserQuery): Promise<Page<User>> {
    const { limit, cursor, partnerId = identity.partnerId } = query;
    if (partnerId !== identity.partnerId && identity.role !== 'operator')
      throw new AnikaError('NOT_FOUND', { detail: `There are no people of ${partnerId} for you to see.` });
    const after = readCursor(cursor, (id) => isId('user', id));
    const rows = await this.source.manager.find(UserEntity, {
      where: { partnerId, ...(after !== undefined && { id: MoreThan(after) }) },
      order: { id: 'ASC' },
      take: limit + 1,
    });
    return toPage(rows, limit, (row) => row.id, toUser);
  }

  /** Operators see the people of all companies. */
  async get({ partnerId, role }: Identity, id: string): Promise<User> {
    const where = role === 'operator' ? { id } : { id, partnerId };
    const user = await this.source.manager.findOneBy(UserEntity, where);
    if (!user) throw new AnikaError('NOT_FOUND', { detail: `There is no user ${id}.` });
    return toUser(user);
  }

  /** The partner's row is locked meanwhile: two owners who demote each other at once must not both succeed. */
  async update(
    identity: Identity,
    id: string,
    change: UpdateUser,
    ifMatch: string | undefined,
  ): Promise<User> {
    const { partnerId } = identity;
    if (change.role !== undefined) assertRoleFits(identity, change.role);
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
      const role = In(['owner', 'operator'] satisfies Role[]);
      const led = await manager.existsBy(UserEntity, { partnerId, role, status: 'active' });
      if (!led) throw new AnikaError('CONFLICT', { detail: 'A company keeps at least one active owner.' });
      if (user.status === 'disabled') await this.sessions.endAll(manager, id);
      return toUser(user);
    });
  }
}

export function toUser({ passwordHash: _passwordHash, createdAt, ...user }: UserEntity): User {
  return { ...user, createdAt: createdAt.toISOString() };
}
