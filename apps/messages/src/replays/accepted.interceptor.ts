import type { Redrive, Replay, ReplayCount } from '@anika/contracts';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Observable, tap } from 'rxjs';

/** A dry run is answered with 200; what was started with 202, and one replay with its address. */
@Injectable()
export class AcceptedInterceptor implements NestInterceptor {
  intercept(
    context: ExecutionContext,
    next: CallHandler<Replay | Redrive | ReplayCount>,
  ): Observable<Replay | Redrive | ReplayCount> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      tap((answer) => {
        if ('id' in answer) void reply.header('location', `/api/v1/replays/${answer.id}`);
        else if (!('replays' in answer)) void reply.status(200);
      }),
    );
  }
}
