import type { Attempt } from '@anika/contracts';
import { channel, eventually, mongoClient, Receiver, signalApp, subscribe, sweepUntil } from '@anika/testing';

const MESSAGES = 500;
const SUBSCRIPTIONS = 5;
const SLOW_MS = 150;
/** Longer than all waits of a test together: what did not come is told by the wait for it. */
const TEST_MS = 200_000;

type Channel = Awaited<ReturnType<typeof channel>>;

interface Row {
  readonly _id: string;
  readonly subscriptionId: string;
  readonly state: string;
  readonly reason?: string;
  readonly attempts: readonly Attempt[];
}

describe('A batch that is still being sent', () => {
  const receiver = Receiver.forSuite();
  const client = mongoClient();
  afterAll(() => client.close());

  /** Publishes to slow endpoints and waits until the first of it has come. */
  async function sending(subscriptions: number): Promise<Channel> {
    const sent = await channel(receiver);
    const { dealer, bank, topic, subscription } = sent;
    const more = Array.from({ length: subscriptions - 1 }, () => subscribe(bank, topic, receiver));
    for (const { path } of [subscription, ...(await Promise.all(more))])
      receiver.answer(path, (_, response) => setTimeout(() => response.writeHead(204).end(), SLOW_MS));
    const messages = Array.from({ length: MESSAGES }, (_, n) => ({ type: 'car.chosen', data: { n } }));
    await dealer.api.post(`/topics/${topic.id}/messages/batch`, { messages }).expect(200);
    await receiver.wait(subscription.path);
    return sent;
  }

  const rowsOf = ({ topic }: Channel) =>
    client.db().collection<Row>('deliveries').find({ topicId: topic.id }).toArray();
  /** All deliveries, once the fan-out is over and none is on its way. */
  const settled = (sent: Channel): Promise<Row[]> =>
    eventually(
      async () => {
        const open = { topicId: sent.topic.id, open: true };
        if ((await client.db().collection('messages').countDocuments(open)) > 0) return;
        const rows = await rowsOf(sent);
        return rows.every(({ state }) => ['delivered', 'discarded', 'held'].includes(state)) && rows;
      },
      { what: 'all deliveries to be delivered, discarded or held' },
    );
  /** All deliveries, once nothing is held any more. */
  const released = async (sent: Channel): Promise<Row[]> => {
    await sweepUntil(
      async () => (await rowsOf(sent)).every(({ state }) => state === 'delivered' || state === 'discarded'),
      'the release of what was held',
    );
    return rowsOf(sent);
  };

  const begunAfter = (time: number, rows: readonly Row[]) =>
    rows.flatMap(({ attempts }) => attempts.filter(({ at }) => Date.parse(at) > time).map(({ at }) => at));

  it(
    'goes no further to whose grant is revoked, nor to a subscription that is paused',
    async () => {
      const sent = await sending(SUBSCRIPTIONS);
      const { dealer, bank, topic, subscription } = sent;
      await bank.api.post(`/subscriptions/${subscription.id}/pause`).expect(200);
      const pausedAt = Date.now();
      await dealer.api.delete(`/topics/${topic.id}/grants/${bank.partner.id}`).expect(204);
      const revokedAt = Date.now();

      const rows = await settled(sent);
      expect(begunAfter(revokedAt, rows)).toEqual([]);
      const paused = rows.filter(({ subscriptionId }) => subscriptionId === subscription.id);
      expect(begunAfter(pausedAt, paused)).toEqual([]);
      // What was held before the end of the right has none any more when it is released.
      const left = await released(sent);
      const discarded = left.filter(({ state }) => state === 'discarded');
      expect(discarded.length).toBeGreaterThan((MESSAGES * SUBSCRIPTIONS) / 4);
      expect(new Set(discarded.map(({ reason }) => reason))).toEqual(new Set(['access_revoked']));
    },
    TEST_MS,
  );

  it(
    'goes no further when its dispatcher stood still between the look at the rights and the attempts',
    async () => {
      const sent = await sending(1);
      const { dealer, bank, topic, subscription } = sent;
      await receiver.wait(subscription.path, 20);
      signalApp('dispatcher', 'SIGSTOP');
      let revokedAt: number;
      try {
        await dealer.api.delete(`/topics/${topic.id}/grants/${bank.partner.id}`).expect(204);
        revokedAt = Date.now();
      } finally {
        signalApp('dispatcher', 'SIGCONT');
      }
      await settled(sent);
      const rows = await released(sent);
      expect(begunAfter(revokedAt, rows)).toEqual([]);
      expect(rows.some(({ state }) => state === 'discarded')).toBe(true);
    },
    TEST_MS,
  );
});
