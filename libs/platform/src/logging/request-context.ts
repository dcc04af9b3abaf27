import { AsyncLocalStorage } from 'node:async_hooks';

/** What belongs to the request or job in progress and stands in each of its log lines. */
export interface RequestContext {
  readonly requestId: string;
}

const storage = new AsyncLocalStorage<RequestContext>();

/** Runs `work` so that everything it logs or calls carries the request id. */
export function runInContext<T>(context: RequestContext, work: () => T): T {
  return storage.run(context, work);
}

/** Sets the context for the rest of the current asynchronous flow (a Fastify hook has no function to wrap). */
export function enterContext(context: RequestContext): void {
  storage.enterWith(context);
}

/** The id of the request in progress, or undefined outside any. */
export function currentRequestId(): string | undefined {
  return storage.getStore()?.requestId;
}
