import { channel, deliveryIn, Receiver } from '@anika/testing';
import type { BatchResult, Message } from '@anika/contracts';

describe('A batch', () => {
  const receiver = Receiver.forSuite();

  const path = (topicId: string) => `/topics/${topicId}/messages/batch`;
  const resultsOf = (body: unknown) => (body as { results: BatchResult[] }).results;

  it('of a thousand messages is accepted at once, each delivered with its exact bytes', async () => {
    const { dealer, topic, subscription } = await channel(receiver);
    const items = Array.from({ length: 1000 }, (_, n) => `{"type":"car.chosen", "data": {"n":${n}.0}}`);
    const answer = await dealer.api.postRaw(path(topic.id), `{"messages":[${items.join(' ,')}]}`).expect(200);
    const results = resultsOf(answer.body);
    expect(results.map(({ index, status }) => [index, status])).toEqual(items.map((_, n) => [n, 202]));
    expect(new Set(results.map(({ id }) => id)).size).toBe(1000);
    await receiver.wait(subscription.path, 1000);
    const data = receiver
      .at(subscription.path)
      .map(({ body }) => /"data":(.*)\}$/.exec(body.toString())?.[1]);
    expect(data.toSorted()).toEqual(items.map((_, n) => `{"n":${n}.0}`).toSorted());
  });

  it('refuses single items without holding up the others', async () => {
    const { dealer, bank, topic } = await channel(receiver);
    const messages = [
      { type: 'car.chosen', data: 1 },
      { type: '!', data: 1 },
      { type: 'car.chosen' },
      'no object',
      { type: 'car.chosen', data: 2, more: true },
      { type: 'car.chosen', data: 'x'.repeat(1024 * 1024) },
      { type: 'car.chosen', data: 3, occurredAt: '2026-11-23T20:00:00+03:00' },
    ];
    const answer = await dealer.api.post(path(topic.id), { messages }).expect(200);
    const results = resultsOf(answer.body);
    expect(results.map(({ status }) => status)).toEqual([202, 422, 422, 422, 422, 413, 202]);
    expect(results[1]).toMatchObject({ code: 'VALIDATION_FAILED', errors: [{ pointer: '/type' }] });
    expect(results[4]).toMatchObject({ errors: [{ pointer: '/more', code: 'UNKNOWN_MEMBER' }] });
    const last = await bank.api.get(`/messages/${results[6]!.id}`).expect(200);
    expect(last.body as Message).toMatchObject({ data: 3, occurredAt: '2026-11-23T17:00:00.000Z' });
    await deliveryIn(bank, results[0]!.id!, 'delivered');
  });

  it('repeats nothing that has an idempotency key', async () => {
    const { dealer, topic } = await channel(receiver);
    const item = { type: 'car.chosen', data: { car: 'Lada' }, idempotencyKey: 'one' };
    const send = async (messages: object[]) =>
      resultsOf((await dealer.api.post(path(topic.id), { messages }).expect(200)).body);
    const [first, twin, other] = await send([item, item, { ...item, data: 5 }]);
    expect(first!.status).toBe(202);
    expect(twin).toMatchObject({ status: 202, id: first!.id });
    expect(other).toMatchObject({ status: 409, code: 'IDEMPOTENCY_MISMATCH' });
    expect(await send([item])).toEqual([{ ...first, index: 0 }]);
    const list = await dealer.api.get(`/topics/${topic.id}/messages`).expect(200);
    expect((list.body as { data: Message[] }).data).toHaveLength(1);
  });

  it('is refused as a whole when it is none', async () => {
    const { dealer, bank, topic } = await channel(receiver);
    await dealer.api.post(path(topic.id), { messages: [] }).expect(422);
    await dealer.api.post(path(topic.id), { messages: Array.from({ length: 1001 }, () => ({})) }).expect(422);
    await dealer.api.postRaw(path(topic.id), '{"messages":[1],"messages":[2]}').expect(400);
    await dealer.api.post(path(topic.id), { messages: ['x'.repeat(5 * 1024 * 1024)] }).expect(413);
    await bank.api.post(path(topic.id), { messages: [{ type: 't', data: 1 }] }).expect(403);
  });
});
