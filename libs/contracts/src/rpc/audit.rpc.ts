import { z } from 'zod';
import { AuditEntryId, PartnerId } from '../ids';
import { AuditEntry } from '../rest/audit';
import { PAGE_LIMIT } from '../rest/common';
import { rpc } from './pattern';

/** An entry as the service that owns the object keeps it; its time is in its id. */
export type AuditRecord = Omit<AuditEntry, 'at'>;

/** A partner's log, or what operators did. */
const AuditLog = z.union([z.literal('operators'), PartnerId]);
export type AuditLog = z.infer<typeof AuditLog>;

/** The newest entries of one log, newest first. `from` is the lowest id, `before` one above the highest. */
export const ReadAudit = z.strictObject({
  log: AuditLog,
  action: z.string().optional(),
  objectId: z.string().optional(),
  actorId: z.string().optional(),
  from: AuditEntryId.optional(),
  before: AuditEntryId.optional(),
  /** One more than a page, to see whether there is another. */
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(PAGE_LIMIT.max + 1),
});
export type ReadAudit = z.output<typeof ReadAudit>;

/** What auth answers at `GET /internal/audit`. */
export const AuditEntries = z.object({ entries: z.array(AuditEntry) });
export type AuditEntries = z.infer<typeof AuditEntries>;

export const ReadTopicsAudit = rpc<AuditEntries>()('topics.read-audit', ReadAudit);
export const ReadMessagesAudit = rpc<AuditEntries>()('messages.read-audit', ReadAudit);

/** What auth is asked for at `POST /internal/audit/names`: names of users, API keys and partners, as far as who reads may know them. */
export const NamesRequest = z.strictObject({
  reader: AuditLog,
  ids: z.array(z.string()).max(5000),
});
export type NamesRequest = z.infer<typeof NamesRequest>;
export const NamesAnswer = z.object({ names: z.record(z.string(), z.string()) });
export type NamesAnswer = z.infer<typeof NamesAnswer>;
