import { randomUUID } from 'node:crypto';
import type { Message, Topic } from '@anika/contracts';
import { type Company, company, grant, publish, topicOf } from '@anika/testing';

describe('Publishing', () => {
  let dealer: Company;
  let bank: Company;
  let topic: Topic;

  beforeAll(async () => {
    [dealer, bank] = await Promise.all([company(), company()]);
    topic = await topicOf(dealer);
    await grant(dealer, topic, bank);
  });
  const path = () => `/topics/${topic.id}/messages`;
  const message = (data: unknown = { car: 'Lada Vesta' }) => ({ type: 'car.chosen', data });

  it('answers the accepted message and keeps the text of data', async () => {
    const text = '{ "n" : 12345678901234567890, "x":1e21, "я":"\\u0041", "z": -0.0, "a":1, "A":[ ] }';
    const accepted = await dealer.api.postRaw(path(), `{"data": ${text} ,"type":"t"}`).expect(202);
    const answer = await bank.api.get(`/messages/${(accepted.body as { id: string }).id}`).expect(200);
    expect(answer.text).toContain(`"data":${text}`);
    expect(answer.body).toMatchObject({ publisherId: dealer.partner.id, topicId: topic.id, type: 't' });
  });

  it.each([
    ['a missing type', '{"data":1}', 422, 'VALIDATION_FAILED', '/type'],
    ['missing data', '{"type":"t"}', 422, 'VALIDATION_FAILED', '/data'],
    ['an unknown member', '{"type":"t","data":1,"extra":1}', 422, 'VALIDATION_FAILED', '/extra'],
    [
      'a wrong time',
      '{"type":"t","data":1,"occurredAt":"yesterday"}',
      422,
      'VALIDATION_FAILED',
      '/occurredAt',
    ],
    ['broken JSON', '{"type":"t","data":', 400, 'MALFORMED_JSON', undefined],
    ['a duplicate member', '{"type":"t","data":1,"data":2}', 400, 'MALFORMED_JSON', undefined],
    [
      'nesting of 65',
      `{"type":"t","data":${'['.repeat(65)}${']'.repeat(65)}}`,
      400,
      'MALFORMED_JSON',
      undefined,
    ],
    ['an array', '[1]', 422, 'VALIDATION_FAILED', ''],
    ['an empty body', '', 400, 'MALFORMED_JSON', undefined],
  ])('refuses %s', async (_name, body, status, code, pointer) => {
    const answer = await dealer.api.postRaw(path(), body).expect(status);
    expect(answer.headers['content-type']).toContain('application/problem+json');
    expect(answer.body).toMatchObject({ status, code, requestId: expect.any(String) });
    if (pointer !== undefined) {
      expect((answer.body as { errors: { pointer: string }[] }).errors[0]?.pointer).toBe(pointer);
    }
  });

  it('accepts null, false, 0 and members that JavaScript finds special', async () => {
    for (const data of ['null', 'false', '0', '""', '{"__proto__":1,"constructor":{"prototype":2}}']) {
      const accepted = await dealer.api.postRaw(path(), `{"type":"t","data":${data}}`).expect(202);
      const answer = await dealer.api.get(`/messages/${(accepted.body as { id: string }).id}`).expect(200);
      expect(answer.text).toContain(`"data":${data}`);
    }
  });

  it('lets only the owner publish', async () => {
    await bank.api.post(path(), message()).expect(403);
    const stranger = await company();
    await stranger.api.post(path(), message()).expect(404);
    await dealer.api.post('/topics/top_01jd8k3m9cfe0rztgq8v5k2n4p/messages', message()).expect(404);
  });

  it('makes one message of 50 parallel publishes with one idempotency key', async () => {
    const key = randomUUID();
    const body = JSON.stringify(message({ one: key }));
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => dealer.api.postRaw(path(), body).set('idempotency-key', key)),
    );
    expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([202]));
    expect(new Set(answers.map((answer) => answer.text)).size).toBe(1);
    const list = await dealer.api.get(`${path()}?limit=200`).expect(200);
    const same = (list.body as { data: Message[] }).data.filter(
      (entry) => (entry.data as { one?: string } | null)?.one === key,
    );
    expect(same).toHaveLength(1);
  });

  it('refuses a key that was used for another message, and keeps keys of other topics apart', async () => {
    const key = randomUUID();
    const first = await dealer.api.post(path(), message(1)).set('idempotency-key', key).expect(202);
    const conflict = await dealer.api.post(path(), message(2)).set('idempotency-key', key).expect(409);
    expect(conflict.body).toMatchObject({ code: 'IDEMPOTENCY_MISMATCH' });
    const other = await topicOf(dealer);
    const second = await dealer.api
      .post(`/topics/${other.id}/messages`, message(2))
      .set('idempotency-key', key)
      .expect(202);
    expect((second.body as { id: string }).id).not.toBe((first.body as { id: string }).id);
    await dealer.api.post(path(), message()).set('idempotency-key', 'two words').expect(422);
  });

  it('lists newest first, by pages, type and time', async () => {
    const own = await topicOf(dealer);
    const ids: string[] = [];
    for (let n = 0; n < 7; n += 1) {
      const type = n % 2 === 0 ? 'even' : 'odd';
      const answer = await dealer.api.post(`/topics/${own.id}/messages`, { type, data: n }).expect(202);
      ids.push((answer.body as { id: string }).id);
    }
    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const next: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
      const page = await dealer.api.get(`/topics/${own.id}/messages?limit=3${next}`).expect(200);
      const body = page.body as { data: Message[]; nextCursor: string | null };
      seen.push(...body.data.map((entry) => entry.id));
      cursor = body.nextCursor;
    } while (cursor !== null);
    expect(seen).toEqual(ids.toReversed());

    const odd = await dealer.api.get(`/topics/${own.id}/messages?type=odd`).expect(200);
    expect((odd.body as { data: Message[] }).data.map((entry) => entry.data)).toEqual([5, 3, 1]);
    const past = await dealer.api.get(`/topics/${own.id}/messages?to=2020-01-01T00:00:00Z`).expect(200);
    expect(past.body).toEqual({ data: [], nextCursor: null });
    await dealer.api.get(`/topics/${own.id}/messages?cursor=nonsense`).expect(422);
    await dealer.api.get(`/topics/${own.id}/messages?limit=0`).expect(422);
  });

  it.each(['desc', 'asc'])(
    'cuts pages of large messages by their size, %s, and loses none',
    async (order) => {
      const own = await topicOf(dealer);
      const ids: string[] = [];
      for (let n = 0; n < 9; n += 1) ids.push(await publish(dealer, own, 'x'.repeat(1_000_000)));
      const seen: string[] = [];
      const sizes: number[] = [];
      for (let cursor = ''; seen.length < ids.length;) {
        const query = `limit=200&order=${order}${order === 'asc' ? '&wait=5' : ''}${cursor}`;
        const page = await dealer.api.get(`/topics/${own.id}/messages?${query}`).expect(200);
        const { data, nextCursor } = page.body as { data: Message[]; nextCursor: string };
        seen.push(...data.map(({ id }) => id));
        sizes.push(data.length);
        cursor = `&cursor=${encodeURIComponent(nextCursor)}`;
      }
      expect(seen).toEqual(order === 'asc' ? ids : ids.toReversed());
      expect(Math.max(...sizes)).toBeLessThanOrEqual(5);
    },
  );
});
