import { AnikaError, INTERNAL_SECRET_HEADER } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import { GatewayConfig } from '../gateway.config';

const TIMEOUT_MS = 2000;

/** Asks auth, which calls nobody, over HTTP. */
@Injectable()
export class AuthClient {
  constructor(private readonly config: GatewayConfig) {}

  /**
   * The answer, which may be 404.
   *
   * @param body sent by POST; without one it is a GET
   * @throws {AnikaError} SERVICE_UNAVAILABLE when there is none, or another status
   */
  async ask(path: string, body?: object): Promise<Response> {
    const answer = await fetch(new URL(path, this.config.AUTH_URL), {
      headers: {
        [INTERNAL_SECRET_HEADER]: this.config.INTERNAL_SECRET,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch((cause: unknown) => {
      throw unavailable('auth does not answer', cause);
    });
    if (answer.ok || answer.status === 404) return answer;
    await answer.body?.cancel();
    throw unavailable(`auth answered ${answer.status}`);
  }
}

function unavailable(detail: string, cause?: unknown): AnikaError {
  return new AnikaError('SERVICE_UNAVAILABLE', { detail, cause });
}
