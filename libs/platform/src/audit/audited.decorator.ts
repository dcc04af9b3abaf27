import type { AuditAction } from '@anika/contracts';
import { applyDecorators, SetMetadata, UseInterceptors } from '@nestjs/common';
import { AuditInterceptor } from './audit.interceptor';
import { AUDITED, type AuditedRoute, NOT_AUDITED } from './audited-route';

/**
 * Each call of the route is an entry of the audit log, written before the handler runs. A route that changes something and has
 * neither this nor `NotAudited` does not start.
 *
 * @param object where in the answer the object is that came to be, if not the answer itself; `caller`: it is the person who calls;
 *   `named`: the parameter of the address that names what has no id
 * @example @Audited('topic.create') @RequireScope('topics:write') @Post() createTopic(…) { … }
 */
export const Audited = (action: AuditAction, object?: AuditedRoute['object']): MethodDecorator =>
  applyDecorators(
    SetMetadata(AUDITED, { action, object } satisfies AuditedRoute),
    // Here and not for the whole app: publishing would pay for it with each message.
    UseInterceptors(AuditInterceptor),
  );

/**
 * The route is no entry of the audit log, and why.
 *
 * @example @NotAudited('the message itself says it') @Post() publishMessage(…) { … }
 */
export const NotAudited = (reason: string) => SetMetadata(NOT_AUDITED, reason);
