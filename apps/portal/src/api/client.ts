import { type AnikaClient, type components, createClient } from '@anika/client';
import { whenSignedInAgain } from '../session/signed-out';
import { Problem } from './problem';

export type Schemas = components['schemas'];

/** Where a 401 is an answer and not the end of a session. */
const ASKS_WHO_I_AM = /^(GET .*\/auth\/me|\w+ .*\/auth\/(session|register))$/;

/** Sends a request; when the session has ended in the meantime, once more after the person has signed in again. */
async function send(request: Request): Promise<Response> {
  const again = request.clone();
  const answer = await fetch(request);
  if (answer.status !== 401 || ASKS_WHO_I_AM.test(`${request.method} ${request.url}`)) return answer;
  await whenSignedInAgain();
  return fetch(again);
}

/** The typed client, with the session's cookie. Use it within `answerOf`. */
export const api: AnikaClient = createClient({ baseUrl: location.origin, fetch: send });

interface Answer<Data> {
  readonly data?: Data;
  readonly error?: unknown;
  readonly response: Response;
}

/**
 * The data of an answer.
 *
 * @throws {Problem} when it is no success, or there is none
 * @example const topic = await answerOf(api.GET('/api/v1/topics/{topicId}', { params: { path: { topicId } } }));
 */
export async function answerOf<Data>(call: Promise<Answer<Data>>): Promise<Data> {
  const { data, error, response } = await call.catch(() => {
    throw new Problem({});
  });
  if (response.ok) return data as Data;
  const wait = response.headers.get('retry-after');
  throw new Problem(
    isProblem(error) ? error : { status: response.status, code: 'INTERNAL' },
    Number(wait) || undefined,
  );
}

function isProblem(error: unknown): error is Schemas['Problem'] {
  return typeof error === 'object' && error !== null && 'code' in error;
}
