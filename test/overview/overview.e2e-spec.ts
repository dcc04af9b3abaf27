import type { Overview, PlatformOverview } from '@anika/contracts';
import {
  channel,
  type Company,
  company,
  deliveryIn,
  eventually,
  grant,
  operator,
  publish,
  Receiver,
  subscribe,
  topicOf,
} from '@anika/testing';

const MOST_GRANTED = 50;
const overviewOf = async ({ api }: Company) => (await api.get('/overview').expect(200)).body as Overview;

describe('The overview of a partner', () => {
  const receiver = Receiver.forSuite();

  it('leads a new partner through its first steps', async () => {
    const owner = await company();
    expect(await overviewOf(owner)).toMatchObject({
      subscriptions: [],
      unsteady: [],
      deadLetters: [],
      held: [],
      granted: [],
      steps: { topic: false, message: false, grant: false, subscription: false, delivery: false },
    });
    const topic = await topicOf(owner);
    expect((await overviewOf(owner)).steps).toMatchObject({ topic: true, message: false, grant: false });
    const reader = await company();
    await grant(owner, topic, reader);
    expect((await overviewOf(reader)).steps).toMatchObject({
      topic: false,
      grant: true,
      subscription: false,
    });
    await subscribe(reader, topic, receiver);
    const id = await publish(owner, topic);
    await deliveryIn(reader, id, 'delivered');
    expect((await overviewOf(owner)).steps).toEqual({
      topic: true,
      message: true,
      grant: true,
      subscription: false,
      delivery: false,
    });
    expect((await overviewOf(reader)).steps).toMatchObject({ subscription: true, delivery: true });
  });

  it('tells of dead letters, what is held, and endpoints that were disabled, of the caller alone', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver, { retrySchedule: [] });
    const paused = await subscribe(bank, topic, receiver);
    await bank.api.post(`/subscriptions/${paused.id}/pause`).expect(200);
    const gone = await subscribe(bank, topic, receiver);
    receiver.answer(subscription.path, (_, response) => response.writeHead(500).end());
    receiver.answer(gone.path, (_, response) => response.writeHead(410).end());
    const ids = [await publish(dealer, topic), await publish(dealer, topic)];
    for (const id of ids) {
      await deliveryIn(bank, id, 'dead');
      await deliveryIn(bank, id, 'held');
    }
    const seen = await eventually(
      async () => {
        const overview = await overviewOf(bank);
        return overview.held.length === 2 && overview.held.every(({ count }) => count === 2) && overview;
      },
      { what: 'what is held' },
    );
    expect(seen.deadLetters).toEqual([
      { subscriptionId: subscription.id, topicId: topic.id, count: 2, hasMore: false },
    ]);
    expect(seen.held.toSorted((a, b) => (a.reason < b.reason ? -1 : 1))).toEqual([
      { reason: 'disabled', subscriptions: 1, count: 2, hasMore: false },
      { reason: 'paused', subscriptions: 1, count: 2, hasMore: false },
    ]);
    expect(seen.subscriptions).toMatchObject([
      { id: gone.id, topicTitle: topic.title, status: 'disabled', statusReason: 'gone' },
    ]);
    expect(await overviewOf(dealer)).toMatchObject({ subscriptions: [], deadLetters: [], held: [] });
  });

  it('tells whose last attempt failed, before that is called failing, until one arrives', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver, { retrySchedule: [600] });
    receiver.answer(subscription.path, (_, response) => response.writeHead(503).end());
    const { id } = await deliveryIn(bank, await publish(dealer, topic), 'retrying');
    const unsteady = async () => (await overviewOf(bank)).unsteady;
    await eventually(async () => (await unsteady()).length === 1, { what: 'the failure to be told' });
    expect(await unsteady()).toEqual([
      {
        subscriptionId: subscription.id,
        lastError: 'status-5xx',
        lastFailureAt: expect.any(String) as string,
      },
    ]);
    const { body } = await bank.api.get(`/subscriptions/${subscription.id}`).expect(200);
    expect(body).toMatchObject({ health: { state: 'healthy' } });
    expect((await overviewOf(dealer)).unsteady).toEqual([]);
    receiver.answer(subscription.path, (_, response) => response.writeHead(204).end());
    await bank.api.post(`/deliveries/${id}/redeliver`).expect(202);
    await eventually(async () => (await unsteady()).length === 0, { what: 'the success to be told' });
  });

  it('tells what was granted and is not subscribed, the newest grants first, however many there are', async () => {
    const [owner, reader] = await Promise.all([company('АвтоЭкспресс'), company('ЭкспоБанк')]);
    const topics = await Promise.all(Array.from({ length: MOST_GRANTED + 1 }, () => topicOf(owner)));
    const [first, second, ...others] = topics.toSorted((a, b) => (a.id < b.id ? -1 : 1));
    await Promise.all(others.map((topic) => grant(owner, topic, reader)));
    await grant(owner, second!, reader);
    await grant(owner, first!, reader);
    const granted = async () => (await overviewOf(reader)).granted;
    const seen = await granted();
    expect(seen).toHaveLength(MOST_GRANTED);
    expect(seen.slice(0, 2).map(({ topicId }) => topicId)).toEqual([first!.id, second!.id]);
    expect(seen[0]).toEqual({
      topicId: first!.id,
      topicTitle: first!.title,
      ownerId: owner.partner.id,
      ownerName: owner.partner.name,
      grantedAt: expect.any(String) as string,
    });
    expect((await overviewOf(owner)).granted).toEqual([]);
    await subscribe(reader, first!, receiver);
    expect((await granted()).map(({ topicId }) => topicId)).not.toContain(first!.id);
    await owner.api.delete(`/topics/${second!.id}/grants/${reader.partner.id}`).expect(204);
    const gone = (await granted())[0]!;
    expect([first!.id, second!.id]).not.toContain(gone.topicId);
    await owner.api.delete(`/topics/${gone.topicId}`).expect(204);
    expect((await granted()).map(({ topicId }) => topicId)).not.toContain(gone.topicId);
  });

  it('counts up to a hundred', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver);
    await bank.api.post(`/subscriptions/${subscription.id}/pause`).expect(200);
    const messages = Array.from({ length: 101 }, (_, n) => ({ type: 'car.chosen', data: n }));
    await dealer.api.post(`/topics/${topic.id}/messages/batch`, { messages }).expect(200);
    const held = await eventually(
      async () => {
        const [first] = (await overviewOf(bank)).held;
        return first?.hasMore && first;
      },
      { what: 'more than a hundred' },
    );
    expect(held).toEqual({ reason: 'paused', subscriptions: 1, count: 100, hasMore: true });
  });
});

describe('Operators', () => {
  const receiver = Receiver.forSuite();

  it('see apps, queues and what is due, held and dead', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver, { retrySchedule: [] });
    receiver.answer(subscription.path, (_, response) => response.writeHead(500).end());
    await deliveryIn(bank, await publish(dealer, topic), 'dead');
    const api = await operator();
    const seen = await eventually(
      async () => {
        const { body } = await api.get('/ops/overview').expect(200);
        return (body as PlatformOverview).work?.sweep.state === 'done' && (body as PlatformOverview);
      },
      { what: 'the first sweep' },
    );
    expect(seen.services.map(({ name }) => name)).toHaveLength(5);
    expect(seen.queues?.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['fan-out', 'delivery', 'dead-letter']),
    );
    expect(seen.work?.dead.reasons).toContainEqual({
      reason: 'attempts_exhausted',
      count: expect.any(Number) as number,
    });
    expect(Date.parse(seen.work!.sweep.finishedAt!)).toBeGreaterThan(Date.now() - 60_000);
  });

  it('see the dead letters of all partners, newest first, and nothing of their contents', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver, { retrySchedule: [] });
    receiver.answer(subscription.path, (_, response) => response.writeHead(500).end('what the bank says'));
    const ids: string[] = [];
    for (let n = 0; n < 3; n += 1) ids.push(await publish(dealer, topic, 'what the dealer says'));
    for (const id of ids) await deliveryIn(bank, id, 'dead');
    const api = await operator();
    const first = await api.get(`/ops/dead-letters?limit=2&partnerId=${bank.partner.id}`).expect(200);
    const { data, nextCursor } = first.body as { data: { messageId: string }[]; nextCursor: string };
    const rest = await api
      .get(`/ops/dead-letters?partnerId=${bank.partner.id}&cursor=${nextCursor}`)
      .expect(200);
    const all = [...data, ...(rest.body as { data: { messageId: string }[] }).data];
    expect(all.map(({ messageId }) => messageId)).toEqual(ids.toReversed());
    expect(all[0]).toMatchObject({
      topicId: topic.id,
      subscriptionId: subscription.id,
      partnerId: bank.partner.id,
      publisherId: dealer.partner.id,
      reason: 'attempts_exhausted',
      attempts: 1,
      statusCode: 500,
      error: 'status-5xx',
    });
    expect(`${first.text}${rest.text}`).not.toContain('says');
    expect(`${first.text}${rest.text}`).not.toContain(subscription.path);
    for (const filter of [`topicId=${topic.id}`, `subscriptionId=${subscription.id}`]) {
      const { body } = await api.get(`/ops/dead-letters?${filter}`).expect(200);
      expect((body as { data: object[] }).data).toHaveLength(3);
    }
    await api.get('/ops/dead-letters?state=dead').expect(422);
    await bank.api.get('/ops/dead-letters').expect(403);
  });
});
