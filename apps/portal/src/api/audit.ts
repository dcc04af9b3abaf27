import { answerOf, api, type Schemas } from './client';
import { pagesOf } from './pages';

export type AuditEntry = Schemas['AuditEntry'];
export type AuditAction = Schemas['AuditAction'];

export interface AuditFilter {
  readonly action?: AuditAction;
  readonly objectId?: string;
  readonly actorId?: string;
  readonly from?: string;
  readonly to?: string;
}

export const readAudit =
  (filter: AuditFilter) => (page: { readonly limit: number; readonly cursor?: string }) =>
    answerOf(api.GET('/api/v1/audit', { params: { query: { ...filter, ...page } } }));

export const auditQuery = (filter: AuditFilter) => pagesOf(['audit', filter], readAudit(filter));
