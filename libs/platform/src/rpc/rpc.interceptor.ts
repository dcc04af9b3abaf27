import { randomUUID } from 'node:crypto';
import type { RpcEnvelope } from '@anika/contracts';
import type {
  BeforeApplicationShutdown,
  CallHandler,
  ExecutionContext,
  NestInterceptor,
} from '@nestjs/common';
import { finalize, Observable } from 'rxjs';
import { runInContext } from '../logging/request-context';

/** Gives each call its caller's request id, and lets calls in flight finish before the server closes its sockets. */
export class RpcInterceptor implements NestInterceptor, BeforeApplicationShutdown {
  private inFlight = 0;
  private idle: (() => void) | undefined;

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'rpc') return next.handle();
    const requestId = context.switchToRpc().getData<RpcEnvelope>().requestId ?? randomUUID();
    this.inFlight += 1;
    return new Observable<unknown>((subscriber) =>
      runInContext({ requestId }, () => next.handle().subscribe(subscriber)),
    ).pipe(
      finalize(() => {
        this.inFlight -= 1;
        if (this.inFlight === 0) this.idle?.();
      }),
    );
  }

  beforeApplicationShutdown(): Promise<void> {
    return new Promise((resolve) => {
      if (this.inFlight === 0) resolve();
      else this.idle = resolve;
    });
  }
}
