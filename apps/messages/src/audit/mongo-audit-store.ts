import { type AuditEntry, type AuditRecord, lowestId, type ReadAudit } from '@anika/contracts';
import { AuditStore, objectIdsOf, toAuditEntry } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import type { mongo } from 'mongoose';
import { MessagesConfig } from '../messages.config';
import { Collections, DURABLE } from '../mongo/collections';
import type { AuditDocument } from '../mongo/documents';
import { rangeOf, readBack } from '../mongo/windows';
import { Lease } from '../sweeper/lease';

const DAY_MS = 24 * 60 * 60_000;
/** Few enough for one call on any server. */
const BATCH = 200;

/** Entries in MongoDB. */
@Injectable()
export class MongoAuditStore extends AuditStore {
  constructor(
    private readonly collections: Collections,
    private readonly config: MessagesConfig,
    private readonly lease: Lease,
  ) {
    super();
  }

  async insert(record: AuditRecord): Promise<void> {
    await this.collections.audit.insertOne(toDocument(record), DURABLE);
  }

  async update(record: AuditRecord): Promise<void> {
    const { _id, ...document } = toDocument(record);
    await this.collections.audit.updateOne({ _id }, { $set: document }, DURABLE);
  }

  async delete(id: string): Promise<void> {
    await this.collections.audit.deleteOne({ _id: id }, DURABLE);
  }

  async read({ limit, from, before, ...query }: ReadAudit): Promise<AuditEntry[]> {
    const oldest = lowestId('auditEntry', Date.now() - this.config.AUDIT_DAYS * DAY_MS);
    const past = { since: from === undefined || from < oldest ? oldest : from, before };
    const rows = await readBack(rangeOf(past), limit, (window, missing) =>
      this.collections.audit
        .aggregate<AuditDocument>([
          { $match: { ...indexed(query), _id: idsOf(window, from, before) } },
          // Apart from the index's fields: together with them SecantusDB reads more than the window.
          { $match: wanted(query) },
          { $sort: { _id: -1 } },
          { $limit: missing },
        ])
        .toArray(),
    );
    return rows.map(({ _id, record }) => toAuditEntry({ ...record, id: _id }));
  }

  async purge(before: string): Promise<number> {
    if (!(await this.lease.take('sweeper'))) return 0;
    const { audit } = this.collections;
    const old = await audit
      .find({ _id: { $lt: before } }, { projection: { _id: 1 } })
      .limit(BATCH)
      .toArray();
    if (old.length === 0) return 0;
    const { deletedCount } = await audit.deleteMany({ _id: { $in: old.map(({ _id }) => _id) } });
    return deletedCount;
  }
}

type Filters = Pick<ReadAudit, 'log' | 'action' | 'actorId' | 'objectId'>;

/** The log and the one filter that leaves the fewest: each pair has an index with `_id`. */
function indexed(query: Filters): mongo.Filter<AuditDocument> {
  const { log, action, actorId, objectId } = query;
  if (log === 'operators') return { byOperator: true };
  if (objectId !== undefined) return { partnerId: log, objectIds: objectId };
  if (actorId !== undefined) return { partnerId: log, actorId };
  return action === undefined ? { partnerId: log } : { partnerId: log, action };
}

function wanted({ action, actorId, objectId }: Filters): mongo.Filter<AuditDocument> {
  return {
    ...(action !== undefined && { action }),
    ...(actorId !== undefined && { actorId }),
    ...(objectId !== undefined && { objectIds: objectId }),
  };
}

function idsOf(window: { readonly from: number; readonly to: number }, from?: string, before?: string) {
  const [low, high] = [lowestId('auditEntry', window.from), lowestId('auditEntry', window.to)];
  return {
    $gte: from !== undefined && from > low ? from : low,
    $lt: before !== undefined && before < high ? before : high,
  };
}

function toDocument({ id, ...record }: AuditRecord): AuditDocument {
  return {
    _id: id,
    partnerId: record.partnerId,
    byOperator: record.actor.kind === 'operator',
    action: record.action,
    ...(record.actor.id !== undefined && { actorId: record.actor.id }),
    objectIds: objectIdsOf({ id, ...record }),
    record,
  };
}
