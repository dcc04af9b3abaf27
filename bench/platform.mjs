import { setTimeout as delay } from 'node:timers/promises';
import createClient from 'openapi-fetch';

const PASSWORD = 'benchmark password';

/**
 * The API by its typed client, which waits when it is told to: many companies register from one address.
 *
 * @returns {import('../libs/client/src/client').AnikaClient}
 */
export function api(url, token) {
  return createClient({
    baseUrl: url,
    headers: token && { authorization: `Bearer ${token}` },
    fetch: fetchInTurn,
  });
}

/** What a call answered; a refusal throws. */
export async function answered(call) {
  const { data, error, response } = await call;
  if (response.ok) return data;
  throw new Error(`${response.url} answered ${response.status}: ${JSON.stringify(error)}`);
}

async function fetchInTurn(request) {
  const response = await fetch(request.clone());
  if (response.status !== 429) return response;
  await response.body?.cancel();
  await delay(Number(response.headers.get('retry-after')) * 1000);
  return fetchInTurn(request);
}

/** A registered company: its id and a token. */
export async function company(url, name) {
  const email = `${name}-${process.pid}-${Date.now()}@example.com`;
  const register = { company: name, name, email, password: PASSWORD };
  const { partner } = await answered(api(url).POST('/api/v1/auth/register', { body: register }));
  const credentials = { grant_type: 'password', username: email, password: PASSWORD };
  const { access_token: token } = await answered(api(url).POST('/api/v1/auth/token', { body: credentials }));
  return { id: partner.id, token };
}

/** A publisher with a topic, and a subscriber company for each endpoint. Answers what publishing needs. */
export async function prepare(url, endpoints) {
  const publisher = await company(url, 'bench-publisher');
  const owner = api(url, publisher.token);
  const topic = await answered(owner.POST('/api/v1/topics', { body: { name: 'bench', title: 'Bench' } }));
  for (const [index, endpoint] of endpoints.entries()) {
    const subscriber = await company(url, `bench-subscriber-${index}`);
    const path = { topicId: topic.id, partnerId: subscriber.id };
    const grant = { params: { path }, body: {} };
    await answered(owner.PUT('/api/v1/topics/{topicId}/grants/{partnerId}', grant));
    const subscription = { body: { topicId: topic.id, url: endpoint } };
    await answered(api(url, subscriber.token).POST('/api/v1/subscriptions', subscription));
  }
  return { url, path: `/api/v1/topics/${topic.id}/messages`, token: publisher.token };
}
