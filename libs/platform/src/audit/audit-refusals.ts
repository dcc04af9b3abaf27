import { AnikaError } from '@anika/contracts';
import type { ExecutionContext } from '@nestjs/common';
import type { ModuleRef, Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { recordOfRequest } from './audit-route-record';
import { AuditTrail } from './audit-trail';
import { AUDITED, type AuditedRoute } from './audited-route';

/** For the access guard, which refuses before any interceptor runs: such a call of an audited route is an entry, too. */
export function auditRefusals(
  reflector: Reflector,
  modules: ModuleRef,
): (context: ExecutionContext, error: AnikaError) => Promise<void> {
  return async (context, error) => {
    const route = reflector.get<AuditedRoute | undefined>(AUDITED, context.getHandler());
    if (!route) return;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    await modules.get(AuditTrail, { strict: false }).refuse(recordOfRequest(request, route), error);
  };
}
