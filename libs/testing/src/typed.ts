import { type AnikaClient, createClient } from '@anika/client';
import { assertDocumented } from './documented';
import { stack } from './stack';

/** The typed client of the API, for calls with known shapes; each answer must be as the OpenAPI document says. */
export function typed(token?: string): AnikaClient {
  return createClient({ baseUrl: stack().url, token, fetch: documentedFetch });
}

/**
 * What a call of the typed client answered.
 *
 * @throws {Error} with the problem document when it was refused
 * @example const topic = await answered(typed(token).GET('/api/v1/topics/{topicId}', { params: { path: { topicId } } }));
 */
export async function answered<T>(
  call: Promise<{ readonly data?: T; readonly error?: unknown; readonly response: Response }>,
): Promise<T> {
  const { data, error, response } = await call;
  if (response.ok) return data as T;
  throw new Error(`${response.url} answered ${response.status}: ${JSON.stringify(error)}`);
}

async function documentedFetch(request: Request): Promise<Response> {
  const response = await fetch(request);
  const text = await response.clone().text();
  const headers = Object.fromEntries(response.headers);
  const body: unknown = headers['content-type']?.includes('json') ? JSON.parse(text) : undefined;
  const { pathname } = new URL(request.url);
  assertDocumented(request.method.toLowerCase(), pathname, { status: response.status, headers, body, text });
  return response;
}
