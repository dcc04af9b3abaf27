import {
  type Delivery,
  deliveryId,
  lowestId,
  type Message,
  newId,
  type Page,
  type Replay,
  type Topic,
} from '@anika/contracts';
import {
  appOf,
  channel,
  type Company,
  deliveryIn,
  eventually,
  mongoClient,
  publish,
  Receiver,
} from '@anika/testing';

const DAY_MS = 24 * 3_600_000;
/** What the throw-away stack keeps, and how long what expired can be seen. */
const RETENTION_DAYS = 30;
const EXPIRED_DAYS = 7;
/** Of a channel's topic: made, granted, subscribed. */
const SUBSCRIBED_VERSION = 3;

/** An id as it was made that many days ago. */
function idFrom(days: number): string {
  return lowestId('message', Date.now() - days * DAY_MS).slice(0, -16) + newId('message').slice(-16);
}

/** A delivery as the retention left it that many days ago. */
function expiredFor(days: number) {
  const expiredAt = new Date(Date.now() - days * DAY_MS);
  return { state: 'discarded', reason: 'expired', parked: 'expired', expiredAt };
}

describe('Retention', () => {
  let receiver: Receiver;
  const client = mongoClient();
  const collection = (name: string) => client.db().collection<{ _id: string }>(name);

  beforeAll(async () => {
    receiver = await Receiver.start();
  });
  afterAll(async () => {
    await client.close();
    await receiver.stop();
  });

  /** A message of that age with one delivery. */
  async function old(
    { dealer, bank, topic, subscription }: Awaited<ReturnType<typeof channel>>,
    days: number,
    delivery: object,
  ): Promise<string> {
    const messageId = idFrom(days);
    const common = { topicId: topic.id, publisherId: dealer.partner.id };
    await collection('messages').insertOne({
      _id: messageId,
      ...common,
      topicVersion: SUBSCRIBED_VERSION,
      type: 'car.chosen',
      data: '{"car":"Lada Vesta"}',
    } as { _id: string });
    await collection('deliveries').insertOne({
      _id: deliveryId(messageId, subscription.id),
      messageId,
      subscriptionId: subscription.id,
      partnerId: bank.partner.id,
      ...common,
      generation: 0,
      attemptsUsed: 0,
      attempts: [],
      ...delivery,
    } as { _id: string });
    return messageId;
  }

  /** Not by topic: this one's messages are older than itself. */
  const states = async (bank: Company) => {
    const answer = await bank.api.get('/deliveries').expect(200);
    return new Map((answer.body as { data: Delivery[] }).data.map((row) => [row.messageId, row]));
  };
  /** The newest event of the type in the partner's events topic. */
  const toldOf = async ({ api }: Company, type: string) => {
    const { body: topics } = await api.get('/topics?scope=events').expect(200);
    const [events] = (topics as Page<Topic>).data;
    const { body } = await api.get(`/topics/${events!.id}/messages?type=${type}`).expect(200);
    return (body as Page<Message>).data[0]?.data;
  };
  const isThere = async (reader: Company, id: string) =>
    (await reader.api.get(`/messages/${id}`)).status === 200;
  const purged = async () => {
    const text = await (await fetch(`http://127.0.0.1:${appOf('messages').httpPort}/metrics`)).text();
    return Number(/^anika_purged_total\{kind="expired"\} (\d+)$/m.exec(text)?.[1] ?? 0);
  };

  it('ends what is too old with its deliveries; what was held shows as expired, and nothing younger goes', async () => {
    const stage = await channel(receiver);
    const { dealer, bank, topic, subscription } = stage;
    await bank.api.post(`/subscriptions/${subscription.id}/pause`).expect(200);
    const before = await purged();
    const held = { state: 'held', reason: 'paused', parked: `h.${subscription.id}` };
    const dueAt = new Date(Date.now() + DAY_MS);
    const tooOld = RETENTION_DAYS + 1;
    const gone = await old(stage, tooOld, { state: 'delivered' });
    const dead = await old(stage, tooOld, { state: 'dead', parked: `d.${subscription.id}` });
    const waited = await old(stage, tooOld, held);
    const retried = await old(stage, tooOld, { state: 'retrying', dueAt });
    const busy = await old(stage, tooOld, { state: 'pending', dueAt });
    const kept = await old(stage, RETENTION_DAYS - 1, held);
    const fresh = await publish(dealer, topic);
    await deliveryIn(bank, fresh, 'held');

    for (const id of [gone, dead, waited, retried])
      await eventually(async () => !(await isThere(dealer, id)), { what: `the end of ${id}` });
    const left = await states(bank);
    expect([...left.keys()].toSorted()).toEqual([waited, retried, busy, kept, fresh].toSorted());
    for (const id of [waited, retried])
      expect(left.get(id)).toMatchObject({ state: 'discarded', reason: 'expired' });
    for (const id of [kept, fresh]) expect(left.get(id)).toMatchObject({ state: 'held', reason: 'paused' });
    for (const id of [busy, kept, fresh]) expect(await isThere(dealer, id)).toBe(true);
    expect(await purged()).toBe(before + 2);

    await bank.api.post(`/subscriptions/${subscription.id}/resume`).expect(200);
    await receiver.wait(subscription.path, 2);
    await deliveryIn(bank, kept, 'delivered');
    await deliveryIn(bank, fresh, 'delivered');
    expect(
      receiver
        .at(subscription.path)
        .map(({ messageId }) => messageId)
        .toSorted(),
    ).toEqual([kept, fresh].toSorted());
  });

  it('keeps the messages of a topic as many days as its owner says, fewer or more than the platform', async () => {
    const [short, long] = [await channel(receiver), await channel(receiver)];
    const keep = ({ dealer, topic }: typeof short, retentionDays: number) =>
      dealer.api.patch(`/topics/${topic.id}`, { retentionDays }).expect(200);
    expect((await keep(short, 7)).body).toMatchObject({ retentionDays: 7 });
    await keep(long, RETENTION_DAYS + 10);
    await short.dealer.api.patch(`/topics/${short.topic.id}`, { retentionDays: 6 }).expect(422);
    const kept = await old(long, RETENTION_DAYS + 1, { state: 'delivered' });
    const forgotten = await old(short, 8, expiredFor(EXPIRED_DAYS + 1));
    const held = { state: 'held', reason: 'paused', parked: `h.${short.subscription.id}` };
    await old(short, 9, held);
    const young = await old(short, 6, { state: 'delivered' });
    const gone = await old(short, 8, { state: 'delivered' });
    const alsoGone = await old(long, RETENTION_DAYS + 11, { state: 'delivered' });
    for (const [dealer, id] of [
      [short.dealer, gone],
      [long.dealer, alsoGone],
    ] as const)
      await eventually(async () => !(await isThere(dealer, id)), { what: `the end of ${id}` });
    expect(await isThere(short.dealer, young)).toBe(true);
    expect(await isThere(long.dealer, kept)).toBe(true);
    await eventually(async () => !(await states(short.bank)).has(forgotten));
    const told = await eventually(() => toldOf(short.dealer, 'topic.deliveries_expired'));
    expect(told).toMatchObject({ topicId: short.topic.id, count: 1 });
    expect(await toldOf(long.dealer, 'topic.deliveries_expired')).toBeUndefined();
  });

  it('forgets replays that ended before it', async () => {
    const { bank, subscription } = await channel(receiver);
    const replay = async () => {
      const answer = await bank.api
        .post(`/subscriptions/${subscription.id}/replay`, { only: 'all' })
        .expect(202);
      return (answer.body as Replay).id;
    };
    const stateOf = async (id: string) => ((await bank.api.get(`/replays/${id}`)).body as Replay).state;
    const [long, recent] = [await replay(), await replay()];
    for (const id of [long, recent]) await eventually(async () => (await stateOf(id)) === 'done');
    const endedAt = new Date(Date.now() - (RETENTION_DAYS + 1) * DAY_MS);
    await collection('replays').updateOne({ _id: long }, { $set: { endedAt } });
    await eventually(async () => (await bank.api.get(`/replays/${long}`)).status === 404);
    expect(await stateOf(recent)).toBe('done');
  });

  it('forgets what expired a week later', async () => {
    const stage = await channel(receiver);
    const longAgo = await old(stage, RETENTION_DAYS + 1, expiredFor(EXPIRED_DAYS + 1));
    const recent = await old(stage, RETENTION_DAYS + 1, expiredFor(EXPIRED_DAYS - 1));
    // Of a topic that was to be kept longer, whose last message is gone.
    const older = await old(stage, 3 * RETENTION_DAYS, expiredFor(EXPIRED_DAYS - 1));
    await eventually(async () => !(await states(stage.bank)).has(longAgo));
    const left = await states(stage.bank);
    expect([recent, older].every((id) => left.has(id))).toBe(true);
    expect(await toldOf(stage.dealer, 'topic.deliveries_expired')).toBeUndefined();
  });

  it('tells the owner of what expired in a pass that was cut short before it told', async () => {
    const stage = await channel(receiver);
    const id = await old(stage, RETENTION_DAYS + 1, { ...expiredFor(1), isUntold: true });
    await collection('messages').deleteOne({ _id: id });
    const told = await eventually(() => toldOf(stage.dealer, 'topic.deliveries_expired'));
    expect(told).toMatchObject({ topicId: stage.topic.id, count: 1 });
    const isUntold = () => collection('deliveries').findOne({ topicId: stage.topic.id, isUntold: true });
    await eventually(async () => (await isUntold()) === null);
  });
});
