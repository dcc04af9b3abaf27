import { AnikaError, NoticesAnswer, type NoticesRequest } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import { AuthClient } from '../auth/auth-client';

/** Carries notices for people from messages to auth, which calls nobody. */
@Injectable()
export class NoticeRelay {
  constructor(private readonly auth: AuthClient) {}

  /** @throws {AnikaError} SERVICE_UNAVAILABLE while auth does not answer: to be told again. */
  async pass(request: NoticesRequest): Promise<NoticesAnswer> {
    const answer = await this.auth.ask('/internal/notices', request);
    if (answer.ok) return NoticesAnswer.parse(await answer.json());
    // An older version, while a newer one takes its place.
    throw new AnikaError('SERVICE_UNAVAILABLE', { detail: 'The service auth takes no notices yet.' });
  }
}
