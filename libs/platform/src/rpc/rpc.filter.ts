import type { AnikaError } from '@anika/contracts';
import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import { type Observable, throwError } from 'rxjs';
import type { ProblemFilter } from '../http/problem.filter';
import { toAnikaError } from '../http/problem';
import { AppStopping } from './app-stopping';

/** An error as it travels between services; RpcClient turns it back into an AnikaError. */
export interface RpcError {
  readonly code: AnikaError['code'];
  readonly detail?: string;
  readonly errors?: AnikaError['errors'];
  /** The call was not taken, as the app is stopping. */
  readonly stopping?: true;
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
    const { code, detail, errors } = error;
    const answer: RpcError = {
      code,
      detail,
      errors,
      ...(thrown instanceof AppStopping && { stopping: true }),
    };
    return throwError(() => answer);
  }
}
