import type { LimitOverrides, Partner } from '@anika/contracts';
import {
  channel,
  type Client,
  company,
  type Company,
  eventually,
  grant,
  operator,
  Receiver,
  stack,
  topicOf,
} from '@anika/testing';
import { Client as Database } from 'pg';
import type { Response } from 'supertest';

const ONE_A_SECOND = { messagesPerSecond: 1 };

describe('Limits of a partner', () => {
  let operators: Client;
  let receiver: Receiver;

  beforeAll(async () => {
    operators = await operator();
    receiver = await Receiver.start();
  });
  afterAll(() => receiver.stop());

  const limit = (of: Company, limits: { readonly [Name in keyof LimitOverrides]: number | null }) =>
    operators.patch(`/partners/${of.partner.id}`, { limits }).expect(200);
  const publish = (owner: Company, topicId: string, data: unknown = 1): Promise<Response> =>
    owner.api.post(`/topics/${topicId}/messages`, { type: 't', data });
  /** Nobody is, once, when Redis takes longer than a publish waits for it: on a machine that is busy with something else. */
  const isPaced = ({ headers }: Response) => headers['ratelimit-limit'] !== undefined;
  /** One waits up to a second for room, so more than that are needed. A change of limits reaches the services within seconds. */
  const refusal = (owner: Company, topicId: string) =>
    eventually(
      async () => {
        const answers = await Promise.all(Array.from({ length: 5 }, () => publish(owner, topicId)));
        return answers.find(({ status }) => status === 429);
      },
      { what: 'a publish that is refused' },
    );

  it('are seen by the partner and by operators, and by nobody else', async () => {
    const [one, other] = await Promise.all([company(), company()]);
    const path = `/partners/${one.partner.id}`;
    const own = (await one.api.get(path).expect(200)).body as Partner;
    expect(own.limits).toMatchObject({
      topics: 1000,
      subscriptions: 1000,
      apiKeys: 100,
      messageBytes: 1_048_576,
    });
    await limit(one, { topics: 7, apiKeys: 5 });
    expect((await operators.get(path)).body).toMatchObject({ limits: { topics: 7, apiKeys: 5 } });
    await limit(one, { topics: null });
    expect((await one.api.get(path)).body).toMatchObject({ limits: { topics: 1000, apiKeys: 5 } });
    expect((await other.api.get(path).expect(200)).body).not.toHaveProperty('limits');
    const listed = ((await other.api.get('/partners?limit=100')).body as { data: Partner[] }).data;
    expect(listed.filter(({ id, limits }) => limits && id !== other.partner.id)).toEqual([]);
  });

  it.each([
    [{ topics: 0 }, '/limits/topics'],
    [{ messagesPerSecond: 1.5 }, '/limits/messagesPerSecond'],
    [{ messageBytes: 1_048_577 }, '/limits/messageBytes'],
    [{ apiKeys: '5' }, '/limits/apiKeys'],
    [{ nonsense: 1 }, '/limits'],
  ])('%j is refused', async (limits, pointer) => {
    const { partner } = await company();
    const { status, body } = await operators.patch(`/partners/${partner.id}`, { limits });
    expect({ status, body }).toMatchObject({ status: 422, body: { code: 'VALIDATION_FAILED' } });
    expect((body as { errors: { pointer: string }[] }).errors[0]!.pointer).toMatch(pointer);
  });

  it('messages a second: 429 tells when to go on, in all topics of the partner and in no other’s', async () => {
    const [noisy, quiet] = await Promise.all([company(), company()]);
    const [first, second, others] = await Promise.all([topicOf(noisy), topicOf(noisy), topicOf(quiet)]);
    await limit(noisy, ONE_A_SECOND);
    const refused = await refusal(noisy, first.id);
    expect(refused.body).toMatchObject({ code: 'RATE_LIMITED', status: 429 });
    expect(refused.headers).toMatchObject({
      'retry-after': '1',
      'ratelimit-limit': '1',
      'ratelimit-remaining': '0',
    });
    const paced = async () => {
      const answer = await publish(quiet, others.id);
      expect(answer.status).toBe(202);
      return isPaced(answer) ? answer : undefined;
    };
    const [, other] = await Promise.all([refusal(noisy, second.id), eventually(paced)]);
    expect(Number(other.headers['ratelimit-remaining'])).toBeGreaterThan(1);
    const waited = await eventually(
      async () => {
        const answer = await publish(noisy, second.id);
        return isPaced(answer) && answer.status === 202 ? answer : undefined;
      },
      { what: 'a publish that is accepted again' },
    );
    expect(waited.headers).toMatchObject({ 'ratelimit-limit': '1' });
  });

  it('deliveries a second: a message counts once for each active subscription', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver);
    await limit(dealer, { deliveriesPerSecond: 1 });
    expect((await refusal(dealer, topic.id)).headers['ratelimit-limit']).toBe('1');
    await bank.api.post(`/subscriptions/${subscription.id}/pause`).expect(200);
    const answer = await eventually(
      async () => {
        const next = await publish(dealer, topic.id);
        return isPaced(next) && next.status === 202 ? next : undefined;
      },
      { what: 'a publish to nobody' },
    );
    expect(Number(answer.headers['ratelimit-limit'])).toBeGreaterThan(1000);
  });

  it('a batch may be larger than what is left: the next one waits for it', async () => {
    const owner = await company();
    const topic = await topicOf(owner);
    await limit(owner, { messagesPerSecond: 10 });
    await eventually(
      async () => (await publish(owner, topic.id)).headers['ratelimit-limit'] === '10' || undefined,
      { what: 'the limit in force' },
    );
    const batch = { messages: Array.from({ length: 300 }, (_, data) => ({ type: 't', data })) };
    const path = `/topics/${topic.id}/messages/batch`;
    const accepted = await eventually(
      async () => {
        const answer = await owner.api.post(path, batch).expect(200);
        return isPaced(answer) && answer;
      },
      { what: 'a batch that is counted' },
    );
    expect((accepted.body as { results: { status: number }[] }).results.map(({ status }) => status)).toEqual(
      Array(300).fill(202),
    );
    expect(accepted.headers).toMatchObject({ 'ratelimit-remaining': '0' });
    expect(Number(accepted.headers['ratelimit-reset'])).toBeGreaterThanOrEqual(30);
    const refused = await eventually(
      async () => {
        const answer = await owner.api.post(path, batch);
        return answer.status === 429 && answer;
      },
      { what: 'a batch that is refused' },
    );
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(20);
  });

  it('bytes of a message, alone and in a batch', async () => {
    const owner = await company();
    const topic = await topicOf(owner);
    await limit(owner, { messageBytes: 100 });
    const large = { type: 't', data: 'x'.repeat(100) };
    await eventually(async () => (await publish(owner, topic.id, large.data)).status === 413 || undefined, {
      what: 'the limit in force',
    });
    const refused = await owner.api.post(`/topics/${topic.id}/messages`, large).expect(413);
    expect(refused.body).toMatchObject({
      code: 'PAYLOAD_TOO_LARGE',
      detail: 'A message may have 100 bytes.',
    });
    const messages = [large, { type: 't', data: 1 }];
    const { body } = await owner.api.post(`/topics/${topic.id}/messages/batch`, { messages }).expect(200);
    expect(body).toMatchObject({ results: [{ code: 'PAYLOAD_TOO_LARGE' }, { status: 202 }] });
  });

  it('topics, subscriptions and API keys', async () => {
    const [owner, reader] = await Promise.all([company(), company()]);
    const [one, two] = await Promise.all([topicOf(owner), topicOf(owner)]);
    await Promise.all([grant(owner, one, reader), grant(owner, two, reader)]);
    await Promise.all([limit(owner, { topics: 2, apiKeys: 1 }), limit(reader, { subscriptions: 1 })]);

    const key = { name: 'k', scopes: ['topics:read'] };
    const { body: first } = await owner.api.post('/api-keys', key).expect(201);
    const keys = await owner.api.post('/api-keys', key).expect(409);
    expect(keys.body).toMatchObject({
      code: 'LIMIT_REACHED',
      detail: 'The limit of your company is 1 API keys.',
    });

    // One that has expired leaves its place.
    const database = new Database({ connectionString: stack().servers['postgres']!.urls!.auth });
    await database.connect();
    await database.query('UPDATE api_key SET expires_at = now() WHERE id = $1', [
      (first as { id: string }).id,
    ]);
    await database.end();
    await owner.api.post('/api-keys', key).expect(201);
    await owner.api.post('/api-keys', key).expect(409);

    const subscribe = ({ id }: { id: string }) =>
      reader.api.post('/subscriptions', { topicId: id, url: receiver.url(`/${id}`) });
    await subscribe(one).expect(201);
    const refused = await eventually(
      async () => {
        const answer = await subscribe(two);
        if (answer.status === 409) return answer;
        await reader.api.delete(`/subscriptions/${(answer.body as { id: string }).id}`).expect(204);
        return undefined;
      },
      { what: 'a subscription refused' },
    );
    expect(refused.body).toMatchObject({ code: 'LIMIT_REACHED' });

    let names = 0;
    const topics = await eventually(
      async () => {
        names += 1;
        const answer = await owner.api.post('/topics', { name: `more-${names}`, title: 'T' });
        return answer.status === 409 ? answer : undefined;
      },
      { what: 'a topic refused' },
    );
    expect(topics.body).toMatchObject({
      code: 'LIMIT_REACHED',
      detail: 'The limit of your company is 2 topics.',
    });
  });
});
