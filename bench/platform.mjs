import { setTimeout as delay } from 'node:timers/promises';

const PASSWORD = 'benchmark password';

/** Calls the API; waits when it is told to. */
export async function call(url, method, path, body, token) {
  const response = await fetch(`${url}/api/v1${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) },
    ...(body && { body: JSON.stringify(body) }),
  });
  // Many companies register from one address: a well-behaved client goes on when it is told to.
  if (response.status === 429) {
    await delay(Number(response.headers.get('retry-after')) * 1000);
    return call(url, method, path, body, token);
  }
  if (!response.ok)
    throw new Error(`${method} ${path} answered ${response.status}: ${await response.text()}`);
  return response.status === 204 ? undefined : response.json();
}

/** A registered company: its id and a token. */
export async function company(url, name) {
  const email = `${name}-${process.pid}-${Date.now()}@example.com`;
  const { partner } = await call(url, 'POST', '/auth/register', {
    company: name,
    name,
    email,
    password: PASSWORD,
  });
  const credentials = { grant_type: 'password', username: email, password: PASSWORD };
  const { access_token: token } = await call(url, 'POST', '/auth/token', credentials);
  return { id: partner.id, token };
}

/** A publisher with a topic, and a subscriber company for each endpoint. Answers what publishing needs. */
export async function prepare(url, endpoints) {
  const publisher = await company(url, 'bench-publisher');
  const topic = await call(url, 'POST', '/topics', { name: 'bench', title: 'Bench' }, publisher.token);
  for (const [index, endpoint] of endpoints.entries()) {
    const subscriber = await company(url, `bench-subscriber-${index}`);
    await call(url, 'PUT', `/topics/${topic.id}/grants/${subscriber.id}`, {}, publisher.token);
    await call(url, 'POST', '/subscriptions', { topicId: topic.id, url: endpoint }, subscriber.token);
  }
  return { url, path: `/api/v1/topics/${topic.id}/messages`, token: publisher.token };
}
