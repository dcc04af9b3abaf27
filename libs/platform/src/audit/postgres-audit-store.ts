import type { AuditEntry, AuditRecord, ReadAudit } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AuditEntryEntity } from './audit-entry.entity';
import { AuditStore, objectIdsOf, toAuditEntry } from './audit-store';

const PURGE_LOCK = 4_125_003;
const BATCH = 1000;

/**
 * Writes an entry in the transaction of what it tells of: both are written, or none.
 *
 * @example await writeAuditEntry(manager, doneAuditRecord({ action: 'grant.expire', … }))
 */
export async function writeAuditEntry(manager: EntityManager, record: AuditRecord): Promise<void> {
  await manager.insert(AuditEntryEntity, toRow(record));
}

/** Entries in the service's own PostgreSQL. */
@Injectable()
export class PostgresAuditStore extends AuditStore {
  constructor(protected readonly source: DataSource) {
    super();
  }

  /** @param manager of the transaction in which the thing itself is done, if there is one: both are written, or none */
  async insert(record: AuditRecord, manager: EntityManager = this.source.manager): Promise<void> {
    await writeAuditEntry(manager, record);
  }

  async update(record: AuditRecord): Promise<void> {
    await this.source.manager.update(AuditEntryEntity, { id: record.id }, toRow(record));
  }

  async delete(id: string): Promise<void> {
    await this.source.manager.delete(AuditEntryEntity, { id });
  }

  async read({ log, limit, ...query }: ReadAudit): Promise<AuditEntry[]> {
    const rows = this.source.manager.createQueryBuilder(AuditEntryEntity, 'a');
    if (log === 'operators') rows.where('a.by_operator');
    else rows.where('a.partner_id = :log', { log });
    for (const [name, condition] of Object.entries(CONDITIONS)) {
      const value = query[name as keyof typeof CONDITIONS];
      if (value !== undefined) rows.andWhere(condition, { [name]: value });
    }
    const found = await rows.orderBy('a.id', 'DESC').take(limit).getMany();
    return found.map(({ entry }) => toAuditEntry(entry));
  }

  purge(before: string): Promise<number> {
    return this.source.transaction(async (manager) => {
      const [lock] = (await manager.query('SELECT pg_try_advisory_xact_lock($1) AS taken', [PURGE_LOCK])) as [
        { taken: boolean },
      ];
      if (!lock.taken) return 0;
      const [, count] = (await manager.query(
        'DELETE FROM audit_entry WHERE id IN (SELECT id FROM audit_entry WHERE id < $1 ORDER BY id LIMIT $2)',
        [before, BATCH],
      )) as [unknown[], number];
      return count;
    });
  }
}

const CONDITIONS = {
  action: 'a.action = :action',
  actorId: 'a.actor_id = :actorId',
  objectId: 'a.object_ids @> ARRAY[:objectId]',
  from: 'a.id >= :from',
  before: 'a.id < :before',
} as const satisfies Partial<Record<keyof ReadAudit, string>>;

function toRow(record: AuditRecord): AuditEntryEntity {
  const { id, partnerId, action, actor } = record;
  return {
    id,
    partnerId,
    byOperator: actor.kind === 'operator',
    action,
    actorId: actor.id ?? null,
    objectIds: objectIdsOf(record),
    entry: record,
  };
}
