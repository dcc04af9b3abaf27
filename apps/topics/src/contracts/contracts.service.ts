import { isDeepStrictEqual } from 'node:util';
import {
  AnikaError,
  type Contract,
  type ContractCheck,
  type ContractQuery,
  type Identity,
  type Page,
  type PageQuery,
  type PutContract,
} from '@anika/contracts';
import { assertIfMatch, etagOf, readCursor, toPage } from '@anika/platform';
import type { Schema } from '@anika/schemas';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { ContractEntity } from '../database/contract.entity';
import { TopicAccess } from '../topics/topic-access';
import { TopicChanges } from '../versions/topic-changes';
import { tellOfContract } from './contract-events';
import { ContractsRepository } from './contracts.repository';
import { SchemaExaminer } from './schema-examiner';

export interface ContractKey {
  readonly topicId: string;
  readonly type: string;
}
export interface PutResult {
  readonly answer: Contract | ContractCheck;
  readonly isNew: boolean;
}

/** The largest that PostgreSQL's integer holds. */
const NO_VERSION = 2 ** 31 - 1;

@Injectable()
export class ContractsService {
  constructor(
    private readonly access: TopicAccess,
    private readonly changes: TopicChanges,
    private readonly contracts: ContractsRepository,
    private readonly examiner: SchemaExaminer,
  ) {}

  async list(identity: Identity, topicId: string, { limit, cursor }: PageQuery): Promise<Page<Contract>> {
    const show = await this.shownTo(identity, topicId);
    const after = readCursor(cursor, (type) => type.length <= 128 && !type.includes('\u0000')) ?? '';
    const { rows, size } = await this.contracts.page(topicId, after, limit);
    return toPage(rows, size, ({ type }) => type, show);
  }

  /** The one in force, or any version by its number. */
  async get(identity: Identity, key: ContractKey, { version }: ContractQuery): Promise<Contract> {
    const show = await this.shownTo(identity, key.topicId);
    const row =
      version === undefined
        ? inForce(await this.contracts.newest(key))
        : await this.contracts.find(key, version);
    if (!row) throw notFound(key, version);
    return show(row);
  }

  async versions(
    identity: Identity,
    key: ContractKey,
    { limit, cursor }: PageQuery,
  ): Promise<Page<Contract>> {
    const show = await this.shownTo(identity, key.topicId);
    const before = readCursor(cursor, (text) => /^[1-9]\d{0,8}$/.test(text));
    const { rows, size } = await this.contracts.versions(key, Number(before ?? NO_VERSION), limit);
    if (rows.length === 0 && before === undefined) throw notFound(key);
    return toPage(rows, size, ({ version }) => String(version), show);
  }

  /** A new version, unless the schema and the example are those in force. */
  async put(
    identity: Identity,
    key: ContractKey,
    { schema, example, force, dryRun }: PutContract,
    ifMatch: string | undefined,
  ): Promise<PutResult> {
    await this.access.own(identity, key.topicId);
    const newest = await this.contracts.newest(key);
    const current = inForce(newest);
    assertCurrent(ifMatch, current);
    const wanted = {
      schema: schema as Schema,
      example: example === undefined ? null : ([example] as const),
    };
    const draft = { ...wanted, ...(current && { previous: current.schema }) };
    const { changes } = await this.examiner.examine(identity.partnerId, draft);
    const isEqual = current !== undefined && isSame(current, wanted);
    const version = isEqual ? current.version : (newest?.version ?? 0) + 1;
    if (dryRun) {
      const check = { type: key.type, version, compatible: changes.length === 0, changes: [...changes] };
      return { answer: check as ContractCheck, isNew: false };
    }
    if (isEqual) return { answer: toContract(current), isNew: false };
    if (changes.length > 0 && !force) throw new AnikaError('CONTRACT_INCOMPATIBLE', { errors: changes });
    const write = async (manager: EntityManager) => {
      await this.assertUnchanged(manager, key, newest);
      await tellOfContract(manager, { ...key, version, compatible: changes.length === 0, removed: false });
      return this.contracts.insert(manager, { ...key, ...wanted, version }, identity);
    };
    const row = await this.changes.change(key.topicId, write);
    return { answer: toContract(row), isNew: current === undefined };
  }

  /** From here on messages of the type are not checked. Its versions stay to be read. */
  async remove(identity: Identity, key: ContractKey, ifMatch: string | undefined): Promise<void> {
    await this.access.own(identity, key.topicId);
    await this.changes.change(key.topicId, async (manager) => {
      const current = inForce(await this.contracts.newest(key, manager));
      if (!current) throw notFound(key);
      assertCurrent(ifMatch, current);
      await this.contracts.remove(manager, current, identity);
      await tellOfContract(manager, { ...key, version: current.version, compatible: false, removed: true });
    });
  }

  /** What was compared is what is replaced: of two that change it at once, the second is to look again. */
  private async assertUnchanged(
    manager: EntityManager,
    key: ContractKey,
    seen: ContractEntity | null,
  ): Promise<void> {
    const now = await this.contracts.newest(key, manager);
    if (now?.version !== seen?.version || now?.removedAt?.getTime() !== seen?.removedAt?.getTime())
      throw new AnikaError('PRECONDITION_FAILED', {
        detail: 'The contract was changed at the same moment. Read it again and repeat the change.',
      });
  }

  /** Contracts are shown whole to all who may know of the topic; who made them, to its owner. */
  private async shownTo(identity: Identity, topicId: string): Promise<(row: ContractEntity) => Contract> {
    const { relation } = await this.access.see(identity, topicId);
    return relation === 'owner' ? toContract : (row) => withoutMaker(toContract(row));
  }
}

function inForce(row: ContractEntity | null): ContractEntity | undefined {
  return row !== null && row.removedAt === null ? row : undefined;
}

function isSame(row: ContractEntity, wanted: Pick<ContractEntity, 'schema' | 'example'>): boolean {
  return isDeepStrictEqual([row.schema, row.example], [wanted.schema, wanted.example]);
}

function assertCurrent(ifMatch: string | undefined, current: ContractEntity | undefined): void {
  if (ifMatch !== undefined && !current) throw new AnikaError('PRECONDITION_FAILED');
  if (current) assertIfMatch(ifMatch, etagOf(tagged(toContract(current))));
}

/** What an entity tag is of: the same for every reader. */
export function tagged({ type, version, removedAt }: Contract): object {
  return { type, version, removedAt };
}

function notFound({ topicId, type }: ContractKey, version?: number): AnikaError {
  const what = version === undefined ? 'contract' : `version ${version} of a contract`;
  return new AnikaError('NOT_FOUND', { detail: `The topic ${topicId} has no ${what} for ${type}.` });
}

function withoutMaker({ createdBy: _maker, ...contract }: Contract): Contract {
  return contract;
}

function toContract(row: ContractEntity): Contract {
  const { topicId, type, version, schema, example, createdAt, createdBy, removedAt } = row;
  return {
    topicId,
    type,
    version,
    schema,
    ...(example && { example: example[0] }),
    createdAt: createdAt.toISOString(),
    createdBy,
    removedAt: removedAt?.toISOString() ?? null,
  };
}
