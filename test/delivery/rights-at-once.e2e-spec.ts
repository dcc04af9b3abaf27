import type { Attempt } from '@anika/contracts';
import { channel, eventually, mongoClient, Receiver, subscribe } from '@anika/testing';

const MESSAGES = 500;
const SUBSCRIPTIONS = 5;
const ALL = MESSAGES * SUBSCRIPTIONS;
const SLOW_MS = 150;
/** Whose look at the rights came before, and whose attempt is noted after: how many depends on how busy the machine is. */
const UNDER_WAY = ALL / 20;

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

  it('goes no further to whose grant is revoked, nor to a subscription that is paused', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver);
    const more = Array.from({ length: SUBSCRIPTIONS - 1 }, () => subscribe(bank, topic, receiver));
    const all = [subscription, ...(await Promise.all(more))];
    for (const { path } of all)
      receiver.answer(path, (_, response) => setTimeout(() => response.writeHead(204).end(), SLOW_MS));
    const messages = Array.from({ length: MESSAGES }, (_, n) => ({ type: 'car.chosen', data: { n } }));
    await dealer.api.post(`/topics/${topic.id}/messages/batch`, { messages }).expect(200);
    await receiver.wait(subscription.path);
    await bank.api.post(`/subscriptions/${subscription.id}/pause`).expect(200);
    const pausedAt = Date.now();
    await dealer.api.delete(`/topics/${topic.id}/grants/${bank.partner.id}`).expect(204);
    const revokedAt = Date.now();

    const rows = () => client.db().collection<Row>('deliveries').find({ topicId: topic.id }).toArray();
    const isSettled = ({ state }: Row) => state === 'delivered' || state === 'discarded' || state === 'held';
    const settled = await eventually(
      async () => {
        const found = await rows();
        return found.length === ALL && found.every(isSettled) && found;
      },
      { seconds: 60, what: 'the end of the batch' },
    );
    const begunAfter = (time: number, some: readonly Row[]) =>
      some.flatMap(({ attempts }) => attempts.filter(({ at }) => Date.parse(at) > time).map(({ at }) => at));
    expect(begunAfter(revokedAt, settled).length).toBeLessThan(UNDER_WAY);
    const paused = settled.filter(({ subscriptionId }) => subscriptionId === subscription.id);
    expect(begunAfter(pausedAt, paused).length).toBeLessThan(UNDER_WAY);
    // What was held before the end of the right has none any more when it is released.
    const left = await eventually(
      async () => {
        const found = await rows();
        return found.every(({ state }) => state !== 'held') && found;
      },
      { seconds: 60, what: 'the end of what was held' },
    );
    const discarded = left.filter(({ state }) => state === 'discarded');
    expect(discarded.length).toBeGreaterThan(ALL / 4);
    expect(new Set(discarded.map(({ reason }) => reason))).toEqual(new Set(['access_revoked']));
  });
});
