import { AnikaError } from '@anika/contracts';
import { type ArgumentsHost, Catch, type ExceptionFilter, Logger } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { AllowedMethods } from './allowed-methods';
import { problemOf, toAnikaError } from './problem';

const RETRY_AFTER_SECONDS = '1';

/** Turns every error of HTTP routes into problem+json. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  constructor(
    private readonly baseUrl: string,
    private readonly allowedMethods: AllowedMethods,
  ) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    this.answer(thrown, request, reply);
  }

  answer(thrown: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const error = this.refine(toAnikaError(thrown), request);
    if (error.code === 'INTERNAL') this.logger.error(error.cause ?? error);
    const headers: Record<string, string> = { ...error.headers };
    if (error.status === 503) headers['retry-after'] ??= RETRY_AFTER_SECONDS;
    if (error.status === 401) headers['www-authenticate'] ??= 'Bearer realm="anika"';
    void reply
      .status(error.status)
      .headers(headers)
      .type('application/problem+json')
      .send(problemOf(error, this.baseUrl, request.id));
  }

  /** An address that exists under another method is 405, not 404. */
  private refine(error: AnikaError, request: FastifyRequest): AnikaError {
    if (error.code !== 'NOT_FOUND' || error.detail !== undefined || request.routeOptions?.url !== undefined)
      return error;
    const methods = this.allowedMethods.of(request.url);
    if (methods.length === 0) return error;
    return new AnikaError('METHOD_NOT_ALLOWED', { headers: { allow: methods.join(', ') } });
  }
}
