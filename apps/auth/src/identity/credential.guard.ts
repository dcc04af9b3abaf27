import { AnikaError } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import { AuthGuard } from '@nestjs/passport';

/** Tries an API key, an access token and the session cookie. */
@Injectable()
export class CredentialGuard extends AuthGuard(['key', 'token', 'session']) {
  override handleRequest<Credential>(error: unknown, credential: Credential | false): Credential {
    if (error instanceof AnikaError) throw error;
    if (error || !credential) throw new AnikaError('UNAUTHENTICATED');
    return credential;
  }
}
