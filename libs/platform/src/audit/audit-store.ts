import type { AuditEntry, AuditRecord, ReadAudit } from '@anika/contracts';
import { timeOfId } from '@anika/contracts';

/** Where a service keeps the entries of the objects that it owns. */
export abstract class AuditStore {
  abstract insert(record: AuditRecord): Promise<void>;
  abstract update(record: AuditRecord): Promise<void>;
  abstract delete(id: string): Promise<void>;
  /** Newest first. */
  abstract read(query: ReadAudit): Promise<AuditEntry[]>;
  /** Deletes a batch of the entries below the id; 0 when there is none, or another replica is at it. */
  abstract purge(before: string): Promise<number>;
}

/** The ids that an entry is found by. */
export function objectIdsOf({ object, related }: AuditRecord): string[] {
  return [object, ...related].flatMap(({ id }) => id ?? []);
}

export function toAuditEntry(record: AuditRecord): AuditEntry {
  return { ...record, at: new Date(timeOfId(record.id)).toISOString() };
}
