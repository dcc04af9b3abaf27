import type { AuditRecord } from '@anika/contracts';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { recordOfAnswer, recordOfRequest } from './audit-route-record';
import { AuditTrail } from './audit-trail';
import { AUDITED, type AuditedRoute } from './audited-route';

/** Writes the entry of an audited route. */
@Injectable()
export class AuditInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly trail: AuditTrail,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (isDryRun(request.body)) return next.handle();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const route = this.reflector.get<AuditedRoute>(AUDITED, context.getHandler());
    const begun = recordOfRequest(request, route);
    const handle = () => lastValueFrom(next.handle(), { defaultValue: undefined });
    const finish = (answer: unknown): AuditRecord => ({
      ...recordOfAnswer(begun, request, answer, route),
      outcome: { result: 'done', status: reply.statusCode },
    });
    return from(this.trail.run(begun, handle, finish));
  }
}

/** It only counts what would be changed. */
function isDryRun(body: unknown): boolean {
  return (body as { readonly dryRun?: unknown } | null | undefined)?.dryRun === true;
}
