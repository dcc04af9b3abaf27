import type { Provider, Type } from '@nestjs/common';
import { AuditPurge } from './audit-purge';
import { AuditStore } from './audit-store';
import { AuditTrail } from './audit-trail';

/**
 * What an app with audited routes lists among its providers; its config must hold AUDIT_DAYS and PURGE_SECONDS.
 *
 * @example @Module({ providers: [...auditProviders(PostgresAuditStore)] })
 */
export function auditProviders(store: Type<AuditStore>): Provider[] {
  return [store, { provide: AuditStore, useExisting: store }, AuditPurge, AuditTrail];
}
