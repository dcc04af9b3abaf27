import type { AuditAction } from '@anika/contracts';

export const AUDITED = 'anika:audited';
export const NOT_AUDITED = 'anika:not-audited';

/** What `@Audited` says of a route. */
export interface AuditedRoute {
  readonly action: AuditAction;
  readonly object?: (answer: never) => object;
}
