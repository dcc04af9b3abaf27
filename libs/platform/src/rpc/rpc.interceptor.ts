import { randomUUID } from 'node:crypto';
import type { RpcEnvelope } from '@anika/contracts';
import type {
  BeforeApplicationShutdown,
  CallHandler,
  ExecutionContext,
  NestInterceptor,
  OnModuleDestroy,
} from '@nestjs/common';
import { finalize, Observable, throwError } from 'rxjs';
import { runInContext } from '../logging/request-context';
import { AppStopping } from './app-stopping';

/**
 * Gives each call its caller's request id, and lets calls in flight finish before the server closes its sockets. New ones are
 * refused from the beginning of a stop, or under steady calls there would never be none.
 */
export class RpcInterceptor implements NestInterceptor, OnModuleDestroy, BeforeApplicationShutdown {
  private inFlight = 0;
  private isStopping = false;
  private idle: (() => void) | undefined;

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    if (context.getType() !== 'rpc') return next.handle();
    if (this.isStopping) return throwError(() => new AppStopping());
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

  onModuleDestroy(): void {
    this.isStopping = true;
  }

  beforeApplicationShutdown(): Promise<void> {
    return new Promise((resolve) => {
      if (this.inFlight === 0) resolve();
      else this.idle = resolve;
    });
  }
}
