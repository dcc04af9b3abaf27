import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { CreatedInbox, CreatedSubscription, Inbox, InboxRequest } from '@anika/contracts';
import {
  anonymous,
  type Company,
  company,
  deliveryIn,
  eventually,
  mongoClient,
  publish,
  retryNow,
  stack,
  topicOf,
} from '@anika/testing';
import request from 'supertest';
import { Webhook } from 'standardwebhooks';

const KIB = 1024;
const KEPT = 100;

async function open(owner: Company, answerWith = 204): Promise<CreatedInbox> {
  return (await owner.api.post('/inboxes', { answerWith }).expect(201)).body as CreatedInbox;
}
async function requestsOf(owner: Company, { id }: Inbox, query = ''): Promise<InboxRequest[]> {
  const answer = await owner.api.get(`/inboxes/${id}/requests${query}`).expect(200);
  return (answer.body as { data: InboxRequest[] }).data;
}
function send({ url }: Inbox, body: string | Buffer, headers: Record<string, string> = {}) {
  return fetch(url, { method: 'POST', body, headers });
}
const signed = (secret: string, body: string, at = new Date()) => ({
  'webhook-id': 'msg_1',
  'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
  'webhook-signature': new Webhook(secret).sign('msg_1', at, body),
});

describe('A test inbox', () => {
  let owner: Company;
  beforeAll(async () => {
    owner = await company();
  });

  /** The owner subscribes to its own topic: a new partner's quickest first webhook. */
  async function subscribed(answerWith = 204) {
    const inbox = await open(owner, answerWith);
    const topic = await topicOf(owner);
    const { body } = await owner.api
      .post('/subscriptions', {
        topicId: topic.id,
        url: inbox.url,
        secret: inbox.secret,
        retrySchedule: [3600],
      })
      .expect(201);
    return { inbox, topic, subscription: body as CreatedSubscription };
  }

  it('receives signed webhooks of a subscription, by the ordinary way, and shows them exactly', async () => {
    const { inbox, topic } = await subscribed();
    const id = await publish(owner, topic, { car: 'Lada Vesta', price: 1.5e6 });
    await deliveryIn(owner, id, 'delivered');
    const [received, ...others] = await requestsOf(owner, inbox);
    expect(others).toEqual([]);
    expect(received).toMatchObject({ messageId: id, attempt: 1, signature: 'valid', encoding: 'utf8' });
    expect(received!.body).toContain('"data":{"car":"Lada Vesta","price":1500000}}');
    expect(received!.size).toBe(Buffer.byteLength(received!.body));
    // What the dispatcher sent, and nothing that nginx has added: no secret of ours.
    expect(Object.keys(received!.headers).toSorted()).toEqual([
      'anika-attempt',
      'anika-delivery-id',
      'content-length',
      'content-type',
      'user-agent',
      'webhook-id',
      'webhook-signature',
      'webhook-timestamp',
    ]);
  });

  it('answers 500 when it is told to, so that the retry can be seen', async () => {
    const { inbox, topic } = await subscribed(500);
    const id = await publish(owner, topic);
    const failed = await deliveryIn(owner, id, 'retrying');
    expect(failed.attempts[0]).toMatchObject({ statusCode: 500, error: 'status-5xx' });
    expect(failed.attempts[0]!.response).toContain('test inbox');
    const changed = await owner.api.patch(`/inboxes/${inbox.id}`, { answerWith: 204 }).expect(200);
    expect(changed.body).toMatchObject({ id: inbox.id, url: inbox.url, answerWith: 204 });
    await retryNow(failed);
    await deliveryIn(owner, id, 'delivered');
    const received = await requestsOf(owner, inbox);
    expect(received.map(({ attempt, answeredWith }) => [attempt, answeredWith])).toEqual([
      [2, 204],
      [1, 500],
    ]);
  });

  it('keeps the bytes, whatever their type, and judges the signature', async () => {
    const inbox = await open(owner);
    const bytes = Buffer.from([0xff, 0x00, 0x7b]);
    expect((await send(inbox, bytes, { 'content-type': 'image/png' })).status).toBe(204);
    expect((await send(inbox, '{"not json', { 'content-type': 'application/json' })).status).toBe(204);
    expect((await send(inbox, 'данные', signed(inbox.secret, 'данные'))).status).toBe(204);
    expect((await send(inbox, 'other', signed(inbox.secret, 'data'))).status).toBe(204);
    const old = new Date(Date.now() - 10 * 60_000);
    expect((await send(inbox, 'data', signed(inbox.secret, 'data', old))).status).toBe(204);
    const other = await open(owner);
    expect((await send(inbox, 'data', signed(other.secret, 'data'))).status).toBe(204);
    expect((await fetch(inbox.url, { method: 'POST' })).status).toBe(204);
    const received = (await requestsOf(owner, inbox)).toReversed();
    expect(received.map(({ body, encoding, signature }) => [body, encoding, signature])).toEqual([
      [bytes.toString('base64'), 'base64', 'missing'],
      ['{"not json', 'utf8', 'missing'],
      ['данные', 'utf8', 'valid'],
      ['other', 'utf8', 'invalid'],
      ['data', 'utf8', 'invalid'],
      ['data', 'utf8', 'invalid'],
      ['', 'utf8', 'missing'],
    ]);
  });

  it('takes 64 KiB and no more, and keeps the last hundred, also of parallel ones', async () => {
    const inbox = await open(owner);
    const large = 'x'.repeat(64 * KIB);
    expect((await send(inbox, large)).status).toBe(204);
    const refused = await send(inbox, `${large}x`);
    expect(refused.status).toBe(413);
    expect(await refused.json()).toMatchObject({ code: 'PAYLOAD_TOO_LARGE' });
    await Promise.all(Array.from({ length: KEPT + 5 }, (_, n) => send(inbox, String(n))));
    const kept = await requestsOf(owner, inbox, '?limit=200');
    expect(kept).toHaveLength(KEPT);
    expect(kept.map(({ size }) => size)).not.toContain(64 * KIB);
    const first = await owner.api.get(`/inboxes/${inbox.id}/requests?limit=60`).expect(200);
    const { data, nextCursor } = first.body as { data: InboxRequest[]; nextCursor: string };
    const rest = await requestsOf(owner, inbox, `?limit=60&cursor=${nextCursor}`);
    expect([...data, ...rest]).toEqual(kept);
    await owner.api.delete(`/inboxes/${inbox.id}/requests`).expect(204);
    expect(await requestsOf(owner, inbox)).toEqual([]);
  });

  it('is nobody else’s, and gone when it is deleted; what is unknown is 404 and repeats nothing', async () => {
    const stranger = await company();
    const inbox = await open(owner);
    const listed = await owner.api.get('/inboxes').expect(200);
    expect((listed.body as { data: Inbox[] }).data[0]).toMatchObject({ id: inbox.id, url: inbox.url });
    expect(listed.text).not.toContain(inbox.secret);
    expect((await stranger.api.get('/inboxes').expect(200)).body).toMatchObject({ data: [] });
    await stranger.api.get(`/inboxes/${inbox.id}/requests`).expect(404);
    await owner.api.delete(`/inboxes/${inbox.id}`).expect(204);
    await owner.api.get(`/inboxes/${inbox.id}`).expect(404);
    for (const url of [inbox.url, `${stack().url}/inbox/${'x'.repeat(22)}`, `${stack().url}/inbox/%00`]) {
      const answer = await fetch(url, { method: 'POST', body: 'secret text' });
      expect([400, 404]).toContain(answer.status);
      const text = await answer.text();
      expect(text).not.toContain('secret text');
      expect(text).not.toContain('x'.repeat(22));
    }
    expect((await fetch(inbox.url)).status).toBe(405);
  });

  it('slows down who sends too much, by 429 with Retry-After', async () => {
    const eager = await company();
    const inbox = await open(eager);
    const answers: Response[] = [];
    const refused = await eventually(
      async () => {
        answers.push(...(await Promise.all(Array.from({ length: 400 }, () => send(inbox, 'x')))));
        return answers.find(({ status }) => status === 429);
      },
      { what: 'a refusal' },
    );
    expect(refused.headers.get('retry-after')).toBe('1');
    expect(answers.filter(({ status }) => status === 204).length).toBeGreaterThanOrEqual(200);
    // Others are not held up by it.
    expect((await send(await open(eager), 'x')).status).toBe(204);
  });

  it('is over after a day, with all it holds, and makes room for another', async () => {
    const keeper = await company();
    const inboxes = await Promise.all(Array.from({ length: 10 }, () => open(keeper)));
    const [inbox] = inboxes;
    expect(Date.parse(inbox!.expiresAt) - Date.parse(inbox!.createdAt)).toBe(24 * 3_600_000);
    await keeper.api.post('/inboxes', {}).expect(409);
    const client = mongoClient();
    const stored = client.db().collection<{ _id: string }>('inboxes');
    await stored.updateOne({ _id: inbox!.id }, { $set: { expiresAt: new Date() } });
    await client.close();
    expect((await send(inbox!, 'late')).status).toBe(404);
    await keeper.api.get(`/inboxes/${inbox!.id}`).expect(404);
    await keeper.api.get(`/inboxes/${inbox!.id}/requests`).expect(404);
    const { body } = await keeper.api.get('/inboxes').expect(200);
    expect((body as { data: Inbox[] }).data).toHaveLength(9);
    await open(keeper);
  });

  it('is one of ten at the most, also of parallel ones', async () => {
    const eager = await company();
    const answers = await Promise.all(Array.from({ length: 13 }, () => eager.api.post('/inboxes', {})));
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(10);
    const refused = answers.filter(({ status }) => status === 409);
    expect(refused.map(({ body }) => (body as { code: string }).code)).toEqual(
      Array.from({ length: 3 }, () => 'LIMIT_REACHED'),
    );
    const [first] = answers.filter(({ status }) => status === 201);
    await eager.api.delete(`/inboxes/${(first!.body as Inbox).id}`).expect(204);
    await open(eager);
  });

  it('is the only address of the platform that can be subscribed', async () => {
    const { id: topicId } = await topicOf(owner);
    const { url } = await open(owner);
    for (const path of ['/api/v1/topics', '/', `${new URL(url).pathname}/x`, '/inbox/%2e%2e/api/v1/topics']) {
      const answer = await owner.api
        .post('/subscriptions', { topicId, url: `${stack().url}${path}` })
        .expect(422);
      expect(answer.body).toMatchObject({ code: 'ENDPOINT_REFUSED' });
    }
  });

  it('has an address that stands in no log', async () => {
    const inbox = await open(owner);
    const token = inbox.url.split('/').at(-1)!;
    const id = `log-${randomUUID()}`;
    await request(stack().url).post(`/inbox/${token}`).set('x-request-id', id).send('x').expect(204);
    await anonymous.call('get', '/topics').set('x-request-id', `${id}-2`).expect(401);
    await send(inbox, 'x'.repeat(65 * KIB));
    const logs = join(dirname(process.env.ANIKA_STACK!), 'logs');
    const read = (name: string) => readFileSync(join(logs, name), 'utf8');
    await eventually(() => read('access.log').includes(`${id}-2`), { what: 'the access log' });
    expect(read('access.log')).toContain(id);
    for (const name of ['access.log', 'nginx.log', 'messages.log', 'topics.log', 'dispatcher.log'])
      expect(read(name).includes(token)).toBe(false);
  });
});
