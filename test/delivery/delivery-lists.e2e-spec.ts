import type { Delivery } from '@anika/contracts';
import {
  channel,
  type Company,
  company,
  deliveryIn,
  grant,
  publish,
  Receiver,
  subscribe,
  topicOf,
} from '@anika/testing';

interface Listed {
  readonly data: Delivery[];
  readonly nextCursor: string | null;
}

async function list(reader: Company, query: string, path = '/deliveries'): Promise<Listed> {
  return (await reader.api.get(`${path}?${query}`).expect(200)).body as Listed;
}
const messagesOf = ({ data }: Listed) => data.map(({ messageId }) => messageId);

describe('Lists of deliveries', () => {
  let receiver: Receiver;
  let stage: Awaited<ReturnType<typeof twoTopics>>;

  /** One partner with subscriptions to two topics of one owner; the second one's endpoint fails with 500 for good. */
  async function twoTopics() {
    const first = await channel(receiver);
    const { dealer, bank } = first;
    const other = await topicOf(dealer);
    await grant(dealer, other, bank);
    const failing = await subscribe(bank, other, receiver, undefined, { retrySchedule: [] });
    receiver.answer(failing.path, (_, response) => response.writeHead(500).end());
    const good: string[] = [];
    const bad: string[] = [];
    for (let n = 0; n < 4; n += 1) {
      good.push(await publish(dealer, first.topic, n));
      bad.push(await publish(dealer, other, n));
    }
    for (const id of good) await deliveryIn(bank, id, 'delivered');
    for (const id of bad) await deliveryIn(bank, id, 'dead');
    return { ...first, other, failing, good, bad };
  }

  beforeAll(async () => {
    receiver = await Receiver.start();
    stage = await twoTopics();
  });
  afterAll(() => receiver.stop());

  it('holds all deliveries to the caller, newest message first, and by pages that do not move', async () => {
    const { bank, dealer, topic, good, bad } = stage;
    const all = [...good, ...bad].toSorted().toReversed();
    expect(messagesOf(await list(bank, ''))).toEqual(all);
    const seen: string[] = [];
    let next: string | null = null;
    do {
      const cursor: string = next === null ? '' : `&cursor=${next}`;
      const page: Listed = await list(bank, `limit=3${cursor}`);
      seen.push(...messagesOf(page));
      next = page.nextCursor;
      // What comes in meanwhile is newer than every page that follows.
      if (seen.length === 3) await deliveryIn(bank, await publish(dealer, topic, 'later'), 'delivered');
    } while (next !== null);
    expect(seen).toEqual(all);
  });

  it.each([
    ['subscriptionId', () => stage.failing.id],
    ['topicId', () => stage.other.id],
    ['state', () => 'dead'],
    ['statusCode', () => '500'],
    ['error', () => 'status-5xx'],
    ['statusCode=500&error', () => 'status-5xx'],
  ])('can be narrowed by %s', async (name, value) => {
    const { bank, bad, failing } = stage;
    expect(messagesOf(await list(bank, `${name}=${value()}`))).toEqual(bad.toReversed());
    if (name === 'subscriptionId') return;
    const path = `/subscriptions/${failing.id}/deliveries`;
    expect(messagesOf(await list(bank, `${name}=${value()}`, path))).toEqual(bad.toReversed());
    const other = `/subscriptions/${stage.subscription.id}/deliveries`;
    expect(messagesOf(await list(bank, `${name}=${value()}`, other))).toEqual([]);
  });

  it('can be narrowed by a message and by time', async () => {
    const { bank, good, bad } = stage;
    expect(messagesOf(await list(bank, `messageId=${good[1]}`))).toEqual([good[1]]);
    const second = await bank.api.get(`/messages/${bad[1]}`).expect(200);
    const { createdAt } = second.body as { createdAt: string };
    const dead = (range: string) => list(bank, `state=dead&${range}=${createdAt}`);
    const newer = messagesOf(await dead('from'));
    expect(newer).toEqual(expect.arrayContaining(bad.slice(1)));
    expect(newer).not.toContain(bad[0]);
    expect(messagesOf(await dead('to'))).toEqual([bad[0]]);
    expect(messagesOf(await list(bank, `statusCode=500&error=timeout`))).toEqual([]);
  });

  it("never hold another partner's", async () => {
    const { dealer, topic, subscription, good } = stage;
    const polis = await company();
    await grant(dealer, topic, polis);
    const own = await subscribe(polis, topic, receiver);
    const id = await publish(dealer, topic);
    await deliveryIn(polis, id, 'delivered');
    expect((await list(polis, '')).data.map(({ subscriptionId }) => subscriptionId)).toEqual([own.id]);
    expect(await list(polis, `subscriptionId=${subscription.id}`)).toEqual({ data: [], nextCursor: null });
    expect(await list(polis, `messageId=${good[0]}`)).toEqual({ data: [], nextCursor: null });
    expect((await list(dealer, '')).data).toEqual([]);
  });

  it.each([
    ['colour=red', '?colour'],
    ['state=lost', '?state'],
    ['statusCode=7', '?statusCode'],
    ['statusCode=abc', '?statusCode'],
    ['error=Not%20a%20class', '?error'],
    ['from=yesterday', '?from'],
    ['topicId=sub_01jd8k3m9cfe0rztgq8v5k2n4p', '?topicId'],
    ['limit=0', '?limit'],
    ['state=dead&state=held', '?state'],
    ['cursor=bXNn', '?cursor'],
  ])('refuse ?%s', async (query, pointer) => {
    for (const path of ['/deliveries', `/subscriptions/${stage.subscription.id}/deliveries`]) {
      const answer = await stage.bank.api.get(`${path}?${query}`).expect(422);
      expect(answer.body).toMatchObject({ code: 'VALIDATION_FAILED', errors: [{ pointer }] });
    }
  });
});
