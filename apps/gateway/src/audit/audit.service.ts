import {
  type AuditEntry,
  type AuditQuery,
  type Identity,
  isId,
  lowestId,
  type Page,
  type ReadAudit,
} from '@anika/contracts';
import { readCursor, toPage } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import { AuditSources } from './audit-sources';
import { idsToName, named } from './audit-names';

/** One log out of those of the services: ids sort by time, so one cursor goes through all of them. */
@Injectable()
export class AuditService {
  constructor(private readonly sources: AuditSources) {}

  async list(identity: Identity, query: AuditQuery): Promise<Page<AuditEntry>> {
    const isOperator = identity.role === 'operator';
    const log = isOperator ? 'operators' : identity.partnerId;
    const entries = await this.sources.read(toRead(log, query));
    const page = toPage(entries, query.limit, (entry) => entry.id, isOperator ? (entry) => entry : shown);
    const names = await this.sources.names(log, idsToName(page.data));
    return { ...page, data: page.data.map((entry) => named(entry, names)) };
  }
}

function toRead(log: ReadAudit['log'], query: AuditQuery): ReadAudit {
  const { limit, cursor, from, to, action, objectId, actorId } = query;
  const ends = [
    readCursor(cursor, (id) => isId('auditEntry', id)),
    to === undefined ? undefined : lowestId('auditEntry', Date.parse(to)),
  ];
  return {
    log,
    action,
    objectId,
    actorId,
    from: from === undefined ? undefined : lowestId('auditEntry', Date.parse(from)),
    before: ends.filter((end) => end !== undefined).toSorted()[0],
    limit: limit + 1,
  };
}

/** A partner is told what an operator did, not where the operator sits. */
function shown(entry: AuditEntry): AuditEntry {
  return entry.actor.kind === 'operator' ? { ...entry, address: null, userAgent: null } : entry;
}
