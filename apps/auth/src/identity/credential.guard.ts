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
    // A fault of ours says nothing about the credential: a client that believes a 401 would throw it away.
    if (error) throw error;
    if (!credential) throw refusalOf(context.switchToHttp().getRequest<FastifyRequest>().headers, failures);
    return credential;
  }
}
