import type { AuditAction, AuditRecord } from '@anika/contracts';
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
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const route = this.reflector.get<AuditedRoute>(AUDITED, context.getHandler());
    if (isDryRun(route, request.body)) return next.handle();
    const begun = recordOfRequest(request, route);
    const handle = () => lastValueFrom(next.handle(), { defaultValue: undefined });
    const finish = (answer: unknown): AuditRecord => ({
      ...recordOfAnswer(begun, request, answer, route),
      outcome: { result: 'done', status: reply.statusCode },
    });
    return from(this.trail.run(begun, handle, finish));
  }
}

/** Other routes do not look at the member, or not even at the body: with it they do what they always do. */
const DRY_RUNS: ReadonlySet<AuditAction> = new Set([
  'contract.put',
  'dead_letters.redrive',
  'erasure.start',
  'replay.start',
]);

/** It only counts what would be changed. */
function isDryRun({ action }: AuditedRoute, body: unknown): boolean {
  return DRY_RUNS.has(action) && (body as { readonly dryRun?: unknown } | null | undefined)?.dryRun === true;
}
