import { randomUUID } from 'node:crypto';
import type { Topic } from '@anika/contracts';
import { channel, type Client, type Company, company, Receiver, subscribe, topicOf } from '@anika/testing';

interface Problem {
  readonly code: string;
  readonly errors: readonly { readonly pointer: string; readonly code: string }[];
}
const pointers = ({ errors }: Problem) => errors.map(({ pointer }) => pointer).toSorted();

describe('What is wrong with a subscription', () => {
  let receiver: Receiver;
  let bank: Company;
  let topic: Topic;
  let id: string;
  beforeAll(async () => {
    receiver = await Receiver.start();
    const made = await channel(receiver);
    ({ bank, topic } = made);
    ({ id } = made.subscription);
  });
  afterAll(() => receiver.stop());

  const post = async (body: object) =>
    (await bank.api.post('/subscriptions', { topicId: topic.id, ...body }).expect(422)).body as Problem;
  const patch = async (body: object) =>
    (await bank.api.patch(`/subscriptions/${id}`, body).expect(422)).body as Problem;

  it('is told at once: the endpoint and the headers', async () => {
    const endpoint = { url: 'http://10.0.0.1/', headers: { Host: 'x', 'X-A': 'a\nb' } };
    const expected = ['/headers/Host', '/headers/X-A', '/url'];
    for (const answer of [await post(endpoint), await patch(endpoint)]) {
      expect(answer.code).toBe('ENDPOINT_REFUSED');
      expect(pointers(answer)).toEqual(expected);
    }
  });

  it('is told at once: the endpoint, the headers and the rest of the body', async () => {
    const headers = { Host: 'x', 'X-A': 1 };
    const body = { url: 'http://10.0.0.1/', headers, rateLimit: 0, color: 'red' };
    for (const answer of [await post(body), await patch(body)]) {
      expect(answer.code).toBe('VALIDATION_FAILED');
      expect(pointers(answer)).toEqual(['/color', '/headers/Host', '/headers/X-A', '/rateLimit', '/url']);
      expect(answer.errors).toContainEqual(
        expect.objectContaining({ pointer: '/url', code: 'ENDPOINT_REFUSED', params: { reason: 'address' } }),
      );
    }
    expect(pointers(await post({ url: 'ftp://x/', secret: 'mistyped' }))).toEqual(['/secret', '/url']);
  });

  it('is told once, and twenty things at most', async () => {
    expect(pointers(await post({ url: '' }))).toEqual(['/url']);
    expect(pointers(await post({}))).toEqual(['/url']);
    const headers = Object.fromEntries(Array.from({ length: 50 }, (_, n) => [`webhook-${n}`, 'x']));
    expect((await post({ url: 'ftp://x/', headers })).errors).toHaveLength(20);
  });
});

describe('One endpoint', () => {
  let receiver: Receiver;
  beforeAll(async () => {
    receiver = await Receiver.start();
  });
  afterAll(() => receiver.stop());

  const statuses = (api: Client, topic: Topic, urls: readonly string[]) =>
    Promise.all(
      urls.map(async (url) => (await api.post('/subscriptions', { topicId: topic.id, url })).status),
    );

  it('is subscribed to a topic once by a partner, however it is spelt', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver);
    const { url, id } = subscription;
    for (const same of [url, url.replace('http', 'HTTP'), url.replace('127.0.0.1', '127.1')]) {
      const answer = await bank.api.post('/subscriptions', { topicId: topic.id, url: same }).expect(409);
      expect(answer.body).toMatchObject({ code: 'ALREADY_SUBSCRIBED' });
      expect((answer.body as { detail: string }).detail).toContain(id);
    }
    await bank.api.patch(`/subscriptions/${id}`, { url }).expect(200);
    const second = await subscribe(bank, topic, receiver);
    const taken = await bank.api.patch(`/subscriptions/${second.id}`, { url }).expect(409);
    expect(taken.body).toMatchObject({ code: 'ALREADY_SUBSCRIBED' });
    await dealer.api.post('/subscriptions', { topicId: topic.id, url }).expect(201);
    await bank.api.delete(`/subscriptions/${id}`).expect(204);
    await bank.api.patch(`/subscriptions/${second.id}`, { url }).expect(200);
  });

  it('may serve several topics', async () => {
    const owner = await company();
    const url = receiver.url(`/${randomUUID()}`);
    for (const topic of [await topicOf(owner), await topicOf(owner)]) {
      expect(await statuses(owner.api, topic, [url])).toEqual([201]);
    }
  });

  it('is subscribed once when asked for many times at the same moment', async () => {
    const owner = await company();
    const url = receiver.url(`/${randomUUID()}`);
    const answers = await statuses(owner.api, await topicOf(owner), Array<string>(10).fill(url));
    expect(answers.toSorted()).toEqual([201, ...Array<number>(9).fill(409)]);
  });
});
