import { AnikaError, type Identity } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, IsNull, LessThan } from 'typeorm';
import { ContractEntity } from '../database/contract.entity';

const MAX_TYPES = 100;
const MAX_VERSIONS = 1000;
const COUNTS = `
SELECT count(*)::int AS versions, count(DISTINCT type)::int AS types, coalesce(bool_or(type = $2), false) AS known
FROM contract WHERE topic_id = $1`;
const NEWEST = `
SELECT type, version FROM (
  SELECT DISTINCT ON (type) type, version, removed_at FROM contract WHERE topic_id = $1 AND type > $2 ORDER BY type, version DESC
) newest WHERE removed_at IS NULL ORDER BY type LIMIT $3`;

type Key = Pick<ContractEntity, 'topicId' | 'type'>;
type Written = Pick<ContractEntity, 'topicId' | 'type' | 'version' | 'schema' | 'example'>;

@Injectable()
export class ContractsRepository {
  constructor(private readonly source: DataSource) {}

  /** The newest version, removed or not. */
  newest(
    { topicId, type }: Key,
    manager: EntityManager = this.source.manager,
  ): Promise<ContractEntity | null> {
    return manager.findOne(ContractEntity, { where: { topicId, type }, order: { version: 'DESC' } });
  }

  find({ topicId, type }: Key, version: number): Promise<ContractEntity | null> {
    return this.source.manager.findOneBy(ContractEntity, { topicId, type, version });
  }

  /** Those in force, by type; their schemas are read for the page only. */
  async page(topicId: string, after: string, take: number): Promise<ContractEntity[]> {
    const keys = (await this.source.query(NEWEST, [topicId, after, take])) as Pick<
      ContractEntity,
      'type' | 'version'
    >[];
    if (keys.length === 0) return [];
    return this.source.manager.find(ContractEntity, {
      where: keys.map(({ type, version }) => ({ topicId, type, version })),
      order: { type: 'ASC' },
    });
  }

  /** Newest first. */
  versions({ topicId, type }: Key, before: number, take: number): Promise<ContractEntity[]> {
    const where = { topicId, type, version: LessThan(before) };
    return this.source.manager.find(ContractEntity, { where, order: { version: 'DESC' }, take });
  }

  /**
   * To be asked in a change of the topic, which one transaction at a time can make.
   *
   * @throws {AnikaError} LIMIT_REACHED
   */
  async insert(
    manager: EntityManager,
    written: Written,
    { userId, credentialId }: Identity,
  ): Promise<ContractEntity> {
    const { topicId, type, version } = written;
    const [counts] = (await manager.query(COUNTS, [topicId, type])) as [
      { versions: number; types: number; known: boolean },
    ];
    if (!counts.known && counts.types >= MAX_TYPES)
      throw new AnikaError('LIMIT_REACHED', { detail: `A topic may have contracts for ${MAX_TYPES} types.` });
    if (counts.versions >= MAX_VERSIONS)
      throw new AnikaError('LIMIT_REACHED', {
        detail: `A topic may have ${MAX_VERSIONS} versions of contracts, of all types.`,
      });
    await manager.insert(ContractEntity, { ...written, createdBy: userId ?? credentialId } as never);
    return manager.findOneByOrFail(ContractEntity, { topicId, type, version });
  }

  async remove(
    manager: EntityManager,
    { topicId, type, version }: ContractEntity,
    { userId, credentialId }: Identity,
  ): Promise<void> {
    const by = { removedAt: new Date(), removedBy: userId ?? credentialId };
    await manager.update(ContractEntity, { topicId, type, version, removedAt: IsNull() }, by);
  }
}
