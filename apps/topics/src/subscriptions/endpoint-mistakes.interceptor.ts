import { AnikaError } from '@anika/contracts';
import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { catchError, type Observable } from 'rxjs';
import { EndpointCheck } from './endpoint-check';

const MAX_ERRORS = 20;

/** Adds what is wrong with the endpoint to what is wrong with the rest of the body, so that a caller hears of it all at once. */
@Injectable()
export class EndpointMistakesInterceptor implements NestInterceptor {
  constructor(private readonly endpoints: EndpointCheck) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const { body } = context.switchToHttp().getRequest<FastifyRequest>();
    return next.handle().pipe(catchError((error: unknown) => this.throwAll(error, body)));
  }

  private async throwAll(error: unknown, body: unknown): Promise<never> {
    if (!(error instanceof AnikaError) || error.code !== 'VALIDATION_FAILED') throw error;
    const told = error.errors ?? [];
    const pointers = new Set(told.map(({ pointer }) => pointer));
    const more = (await this.endpoints.mistakes(...partsOf(body))).filter(
      ({ pointer }) => !pointers.has(pointer),
    );
    throw new AnikaError('VALIDATION_FAILED', { errors: [...told, ...more].slice(0, MAX_ERRORS) });
  }
}

/** The URL and the headers of a body of which nothing is known yet. */
function partsOf(body: unknown): [string | undefined, Record<string, string>] {
  const { url, headers } = (body ?? {}) as { readonly url?: unknown; readonly headers?: unknown };
  const entries = typeof headers === 'object' ? Object.entries(headers ?? {}) : [];
  const texts = entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return [typeof url === 'string' ? url : undefined, Object.fromEntries(texts)];
}
