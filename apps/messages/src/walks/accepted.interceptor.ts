import {
  type Erasure,
  type ErasureCount,
  isId,
  type Redrive,
  type RedriveCount,
  type Replay,
  type ReplayCount,
} from '@anika/contracts';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { type Observable, tap } from 'rxjs';

type Answer = Replay | Redrive | RedriveCount | ReplayCount | Erasure | ErasureCount;

/** A dry run is answered with 200; what was started with 202, and if it is one with its address. */
@Injectable()
export class AcceptedInterceptor implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler<Answer>): Observable<Answer> {
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      tap((answer) => {
        if ('id' in answer) void reply.header('location', addressOf(answer.id));
        else if (!('replays' in answer)) void reply.status(200);
      }),
    );
  }
}

function addressOf(id: string): string {
  return `/api/v1/${isId('erasure', id) ? 'erasures' : 'replays'}/${id}`;
}
