import type { AuditAction } from '@anika/contracts';

export const AUDITED = 'anika:audited';
export const NOT_AUDITED = 'anika:not-audited';

/** What `@Audited` says of a route. */
export interface AuditedRoute {
  readonly action: AuditAction;
  /** Where in the answer the object is that came to be, or that the object is the caller. */
  readonly object?: 'caller' | ((answer: never) => object);
}
