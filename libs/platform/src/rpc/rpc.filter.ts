import type { AnikaError } from '@anika/contracts';
import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import { type Observable, throwError } from 'rxjs';
import type { ProblemFilter } from '../http/problem.filter';
import { toAnikaError } from '../http/problem';

/** An error as it travels between services; RpcClient turns it back into an AnikaError. */
export interface RpcError {
  readonly code: AnikaError['code'];
  readonly detail?: string;
  readonly errors?: AnikaError['errors'];
}

/** One filter for both ways in: problem+json for HTTP, `{ code, detail }` for calls of our services. */
@Catch()
export class AnikaFilter implements ExceptionFilter {
  private readonly logger = new Logger(AnikaFilter.name);

  constructor(private readonly http: ProblemFilter) {}

  catch(thrown: unknown, host: ArgumentsHost): void | Observable<never> {
    if (host.getType() !== 'rpc') return this.http.catch(thrown, host);
    const error = toAnikaError(thrown);
    if (error.code === 'INTERNAL') this.logger.error(error.cause ?? error);
    const answer: RpcError = { code: error.code, detail: error.detail, errors: error.errors };
    return throwError(() => answer);
  }
}
