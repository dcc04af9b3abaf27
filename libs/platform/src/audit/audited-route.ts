import type { AuditAction } from '@anika/contracts';

export const AUDITED = 'anika:audited';
export const NOT_AUDITED = 'anika:not-audited';

/** What `@Audited` says of a route. */
export interface AuditedRoute {
  readonly action: AuditAction;
  /**
   * Where in the answer the object is that came to be; or that the object is the caller; or which parameter of the address names it,
   * as it has no id.
   */
  readonly object?: 'caller' | { readonly named: string } | ((answer: never) => object);
}
