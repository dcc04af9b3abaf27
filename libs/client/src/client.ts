import createFetchClient, { type Client } from 'openapi-fetch';
import type { paths } from './schema';

/** Every route of the API with its parameters, bodies and answers, as `docs/openapi.json` says. */
export type AnikaClient = Client<paths>;

export interface ClientOptions {
  /** Where ANIKA is, without a path: `https://anika.example`. */
  readonly baseUrl: string;
  /** An access token or API key; none for what anyone may ask, and in a browser with a session. */
  readonly token?: string;
  /** Instead of the global one. */
  readonly fetch?: (request: Request) => Promise<Response>;
}

/**
 * A typed client of the REST API, for Node and browsers. A method answers `{ data, error, response }`: `error` is the problem document
 * (RFC 9457) of an answer that is no success; only a request without any answer throws.
 *
 * @throws {TypeError} by its methods, when there is no answer
 * @example
 * const anika = createClient({ baseUrl: 'https://anika.example', token: process.env.ANIKA_KEY });
 * const { data, error } = await anika.POST('/api/v1/topics/{topicId}/messages', {
 *   params: { path: { topicId } },
 *   body: { type: 'car.chosen', data: { car: 'Lada Niva' } },
 * });
 */
export function createClient({ baseUrl, token, fetch }: ClientOptions): AnikaClient {
  return createFetchClient<paths>({
    baseUrl,
    ...(fetch && { fetch }),
    ...(token !== undefined && { headers: { authorization: `Bearer ${token}` } }),
  });
}
