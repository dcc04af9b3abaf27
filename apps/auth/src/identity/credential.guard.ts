import { AnikaError } from '@anika/contracts';
import { type ExecutionContext, Injectable } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';
import type { FastifyRequest } from 'fastify';
import { refusalOf } from './refusal';

/** Tries an API key, an access token and the session cookie. */
@Injectable()
export class CredentialGuard extends AuthGuard(['key', 'token', 'session']) {
  override handleRequest<Credential>(
    error: unknown,
    credential: Credential | false,
    failures: unknown,
    context: ExecutionContext,
  ): Credential {
    if (error instanceof AnikaError) throw error;
    if (error || !credential)
      throw refusalOf(context.switchToHttp().getRequest<FastifyRequest>().headers, failures);
    return credential;
  }
}
