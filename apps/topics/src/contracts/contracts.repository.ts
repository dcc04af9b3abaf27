import { AnikaError, type Identity } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, IsNull } from 'typeorm';
import { ContractEntity } from '../database/contract.entity';

const MAX_TYPES = 100;
const MAX_VERSIONS = 1000;
const COUNTS = `
SELECT count(*)::int AS versions, count(DISTINCT type)::int AS types, coalesce(bool_or(type = $2), false) AS known
FROM contract WHERE topic_id = $1`;
const BYTES = 'octet_length(c.schema::text) + coalesce(octet_length(c.example::text), 0) AS bytes';
const NEWEST = `
SELECT c.type, c.version, ${BYTES} FROM (
  SELECT type, version FROM (
    SELECT DISTINCT ON (type) type, version, removed_at FROM contract WHERE topic_id = $1 AND type > $2 ORDER BY type, version DESC
  ) newest WHERE removed_at IS NULL ORDER BY type LIMIT $3
) keys JOIN contract c ON c.topic_id = $1 AND c.type = keys.type AND c.version = keys.version ORDER BY c.type`;
const VERSIONS = `
SELECT c.type, c.version, ${BYTES} FROM contract c
WHERE c.topic_id = $1 AND c.type = $2 AND c.version < $3 ORDER BY c.version DESC LIMIT $4`;
/** Of schemas and examples in one page, which holds up everybody while it is made. */
const MAX_PAGE_BYTES = 1024 * 1024;

type Key = Pick<ContractEntity, 'topicId' | 'type'>;
type KeyWithSize = Key & { readonly version: number; readonly bytes: number };
/** Perhaps one more than the page is to have. */
interface Rows {
  readonly rows: readonly ContractEntity[];
  readonly size: number;
}
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

  /** Those in force, by type. */
  page(topicId: string, after: string, limit: number): Promise<Rows> {
    return this.read(topicId, NEWEST, [topicId, after, limit + 1], limit);
  }

  /** Newest first. */
  versions({ topicId, type }: Key, before: number, limit: number): Promise<Rows> {
    return this.read(topicId, VERSIONS, [topicId, type, before, limit + 1], limit);
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

  private async read(topicId: string, query: string, parameters: unknown[], limit: number): Promise<Rows> {
    const keys = (await this.source.query(query, parameters)) as KeyWithSize[];
    if (keys.length === 0) return { rows: [], size: limit };
    const size = Math.min(limit, roomFor(keys));
    // One more tells that there is another page.
    const where = keys.slice(0, size + 1).map(({ type, version }) => ({ topicId, type, version }));
    const order = { type: 'ASC', version: 'DESC' } as const;
    const rows = await this.source.manager.find(ContractEntity, { where, order });
    return { rows, size };
  }
}

/** How many of them have room in a page, which always has one. */
function roomFor(keys: readonly KeyWithSize[]): number {
  let left = MAX_PAGE_BYTES;
  const count = keys.findIndex(({ bytes }) => (left -= bytes) < 0);
  return count < 0 ? keys.length : Math.max(1, count);
}
