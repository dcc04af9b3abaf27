import {
  type Delivery,
  type Erasure,
  type ErasureCount,
  type Message,
  type MessageDeliveries,
  newId,
  type Page,
  type Problem,
  type Topic,
} from '@anika/contracts';
import {
  channel,
  type Client,
  type Company,
  company,
  deliveryIn,
  eventually,
  grant,
  kill,
  mongoClient,
  publish,
  Receiver,
  restarted,
  signalApp,
  subscribe,
  topicOf,
} from '@anika/testing';

const IVAN = { client: { name: 'Иван', phone: '+79990001122' }, car: 'Lada Vesta' };
const OLGA = { client: { name: 'Ольга', phone: '+79990003344' }, car: 'Lada Niva' };
const OF_IVAN = { 'data.client.phone': IVAN.client.phone };

interface StoredErasure {
  readonly _id: string;
  readonly state: Erasure['state'];
  readonly done: number;
  readonly count: number;
  readonly topicId: string;
  readonly cursor: string;
  readonly page?: readonly string[];
  readonly nextCursor?: string;
  readonly heldUntil: Date;
  readonly endedAt?: Date;
}

describe('Erasure', () => {
  const receiver = Receiver.forSuite();
  const client = mongoClient();
  afterAll(() => client.close());

  const erase = async ({ api }: Company, topic: Topic, body: object) => {
    const answer = await api.post(`/topics/${topic.id}/erasures`, body).expect(202);
    const started = answer.body as Erasure;
    expect(answer.headers.location).toBe(`/api/v1/erasures/${started.id}`);
    return started;
  };
  const dryRun = async ({ api }: Company, topic: Topic, body: object) =>
    (await api.post(`/topics/${topic.id}/erasures`, { ...body, dryRun: true }).expect(200))
      .body as ErasureCount;
  const ended = ({ api }: Company, { id }: Erasure) =>
    eventually(
      async () => {
        const { body } = await api.get(`/erasures/${id}`).expect(200);
        return (body as Erasure).state !== 'running' && (body as Erasure);
      },
      { what: `the end of ${id}` },
    );
  const idsAt = async (call: ReturnType<Client['get']>) =>
    ((await call.expect(200)).body as Page<Message>).data.map(({ id }) => id);
  const becameOf = async ({ api }: Company, id: string) =>
    (await api.get(`/messages/${id}/deliveries`).expect(200)).body as MessageDeliveries;
  /** Everything that MongoDB holds of the topic, as text. */
  const stored = async ({ id: topicId }: Topic) => {
    const names = ['messages', 'deliveries', 'erasures'];
    const rows = names.map((name) => client.db().collection(name).find({ topicId }).toArray());
    return JSON.stringify(await Promise.all(rows));
  };
  /** The newest event of the type in the partner's events topic. */
  const toldOf = async ({ api }: Company, type: string) => {
    const { body: topics } = await api.get('/topics?scope=events').expect(200);
    const [events] = (topics as Page<Topic>).data;
    const { body } = await api.get(`/topics/${events!.id}/messages?type=${type}`).expect(200);
    return (body as Page<Message>).data.map(({ data }) => data as { messageIds: string[] });
  };

  it('says which of its two ways is missing, or that both are there', async () => {
    const { dealer, topic } = await channel(receiver);
    const told = async (body: object) => {
      const answer = await dealer.api.post(`/topics/${topic.id}/erasures`, body).expect(422);
      return (answer.body as Problem).errors?.map(({ pointer, code, message }) => [pointer, code, message]);
    };
    const missing = ['', 'REQUIRED', 'needs filter, or messageIds'];
    expect(await told({})).toEqual([missing]);
    expect(await told({ ids: [] })).toEqual([missing, ['/ids', 'UNKNOWN_MEMBER', 'is not known here']]);
    const messageIds = [await publish(dealer, topic, IVAN)];
    expect(await told({ filter: OF_IVAN, messageIds })).toEqual([
      ['/messageIds', 'INVALID', 'does not go with filter'],
    ]);
    expect(await told({ messageIds, from: '2026-01-01T00:00:00Z' })).toEqual([
      ['/from', 'INVALID', 'does not go with messageIds'],
    ]);
  });

  it('takes what matches out of every view and every queue, tells who had it, and leaves a receipt without values', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver);
    await dealer.api.patch(`/topics/${topic.id}`, { searchableFields: ['client.phone'] }).expect(200);
    const [stranger, revoked] = [await company('Полис'), await company('Банк')];
    await grant(dealer, topic, revoked);
    const echo = (path: string) =>
      receiver.answer(path, ({ body }, response) => response.writeHead(500).end(body));
    const paused = await subscribe(bank, topic, receiver);
    const failing = await subscribe(bank, topic, receiver, undefined, { retrySchedule: [3600] });
    const dead = await subscribe(revoked, topic, receiver, undefined, { retrySchedule: [] });
    for (const { path } of [failing, dead]) echo(path);
    await bank.api.post(`/subscriptions/${paused.id}/pause`).expect(200);
    const keyed = await dealer.api
      .post(`/topics/${topic.id}/messages`, { type: 'car.chosen', data: IVAN })
      .set('idempotency-key', 'order-1')
      .expect(202);
    const [first, second] = [(keyed.body as Message).id, await publish(dealer, topic, IVAN)];
    const kept = await publish(dealer, topic, OLGA);
    for (const id of [first, second, kept]) {
      for (const state of ['delivered', 'retrying', 'held']) await deliveryIn(bank, id, state);
      await deliveryIn(revoked, id, 'dead');
    }
    await dealer.api.delete(`/topics/${topic.id}/grants/${revoked.partner.id}`).expect(204);
    expect(await stored(topic)).toContain(IVAN.client.phone);
    expect(await dryRun(dealer, topic, { filter: OF_IVAN })).toEqual({ count: 2, complete: true });

    const started = await erase(dealer, topic, { filter: OF_IVAN });
    const later = await publish(dealer, topic, IVAN);
    const receipt = await ended(dealer, started);
    expect(receipt).toMatchObject({
      state: 'done',
      by: 'filter',
      paths: ['data.client.phone'],
      count: 2,
      done: 2,
      requestedBy: { userId: dealer.user.id },
    });
    const list = await dealer.api.get(`/topics/${topic.id}/erasures`).expect(200);
    expect((list.body as Page<Erasure>).data).toEqual([receipt]);

    // Every view.
    const messages = `/topics/${topic.id}/messages`;
    const left = [later, kept];
    for (const { api } of [dealer, bank]) {
      expect(await idsAt(api.get(messages))).toEqual(left);
      expect(await idsAt(api.post(`${messages}/search`, {}))).toEqual(left);
      expect(await idsAt(api.post(`${messages}/search`, { filter: OF_IVAN }))).toEqual([later]);
      expect(await idsAt(api.post(`${messages}/search`, { id: first }))).toEqual([]);
      // For half a minute after a kill of messages by another suite readers of the feed stay behind.
      const [oldest] = await eventually(
        async () => {
          const ids = await idsAt(api.get(`${messages}?order=asc&wait=5&limit=1`));
          return ids.length > 0 && ids;
        },
        { what: 'a message in the feed' },
      );
      expect(oldest).toBe(kept);
      const gone = await api.get(`/messages/${first}`).expect(410);
      expect(gone.body).toMatchObject({ code: 'MESSAGE_ERASED' });
    }
    expect(await idsAt(dealer.api.post(`${messages}/search`, { idempotencyKey: 'order-1' }))).toEqual([]);
    await dealer.api.get(`/messages/${first}?as=${bank.partner.id}`).expect(410);
    await stranger.api.get(`/messages/${first}`).expect(404);
    await bank.api.post(`/subscriptions/${paused.id}/match`, { messageId: first }).expect(410);

    // What became of it.
    const { data, missing } = await becameOf(bank, first);
    const states = data.map((delivery) => [
      (delivery as Delivery).subscriptionId,
      delivery.state,
      delivery.reason,
      delivery.explanation.code,
    ]);
    const discarded = ['discarded', 'erased', 'erased'];
    expect(new Map(states.map(([id, ...rest]) => [id, rest]))).toEqual(
      new Map([
        [subscription.id, ['delivered', undefined, 'delivered']],
        [paused.id, discarded],
        [failing.id, discarded],
      ]),
    );
    expect(missing).toEqual([]);
    expect((await becameOf(dealer, first)).data.map(({ state }) => state).toSorted()).toEqual([
      'delivered',
      'discarded',
      'discarded',
      'discarded',
    ]);
    const fresh = await subscribe(bank, topic, receiver);
    expect((await becameOf(bank, first)).missing).toMatchObject([
      { subscriptionId: fresh.id, explanation: { code: 'subscribed_later' } },
    ]);

    // Nothing of it can be sent again.
    const delivered = data.find(({ state }) => state === 'delivered')!;
    await bank.api.post(`/deliveries/${delivered.id}/redeliver`).expect(410);
    const replay = async (id: string, only: string) =>
      (await bank.api.post(`/subscriptions/${id}/replay`, { only, dryRun: true }).expect(200)).body as {
        count: number;
      };
    await eventually(async () => (await replay(failing.id, 'failed')).count === 2);
    await deliveryIn(bank, later, 'delivered');
    expect(await replay(subscription.id, 'all')).toMatchObject({ count: 2 });
    expect(await replay(subscription.id, 'missing')).toMatchObject({ count: 0 });
    expect(await replay(fresh.id, 'missing')).toMatchObject({ count: 2 });
    await bank.api.post(`/subscriptions/${fresh.id}/replay`, { only: 'all' }).expect(202);
    await receiver.wait(fresh.path, 2);
    await bank.api.post(`/subscriptions/${paused.id}/resume`).expect(200);
    await receiver.wait(paused.path, 2);
    for (const { path } of [fresh, paused])
      expect(new Set(receiver.at(path).map(({ messageId }) => messageId))).toEqual(new Set(left));

    // Who had it was told, also who may not read any more.
    for (const reader of [bank, revoked]) {
      const told = await eventually(async () => (await toldOf(reader, 'messages.erased'))[0]);
      expect(told).toEqual({ topicId: topic.id, messageIds: [second, first] });
    }

    // Late retries of the publish do not bring it back.
    const again = dealer.api.post(messages, { type: 'car.chosen', data: IVAN });
    expect((await again.set('idempotency-key', 'order-1').expect(410)).body).toMatchObject({
      code: 'MESSAGE_ERASED',
    });
    const item = { type: 'car.chosen', data: IVAN, idempotencyKey: 'order-1' };
    const batch = await dealer.api.post(`${messages}/batch`, { messages: [item] }).expect(200);
    expect(batch.body).toMatchObject({ results: [{ status: 410, code: 'MESSAGE_ERASED' }] });

    // With the one that was published later nothing of the client is left.
    await ended(dealer, await erase(dealer, topic, { messageIds: [later, kept] }));
    for (const { client: person } of [IVAN, OLGA]) expect(await stored(topic)).not.toContain(person.phone);
  });

  it('lets an attempt on the wire finish, keeps nothing of its answer, and makes no other', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver, { retrySchedule: [1, 1] });
    const other = await subscribe(bank, topic, receiver, undefined, { retrySchedule: [1, 1] });
    const unanswered = new Map<string, () => void>();
    receiver.answer(subscription.path, ({ body }, response) =>
      unanswered.set('fails', () => response.writeHead(500).end(body)),
    );
    receiver.answer(other.path, (_, response) =>
      unanswered.set('succeeds', () => response.writeHead(204).end()),
    );
    const id = await publish(dealer, topic, IVAN);
    await eventually(async () => (await becameOf(bank, id)).data.every(({ state }) => state === 'pending'));
    await eventually(async () => (await becameOf(bank, id)).data.length === 2);
    await ended(dealer, await erase(dealer, topic, { messageIds: [id] }));
    expect(unanswered.size).toBe(2);
    for (const answer of unanswered.values()) answer();
    const { data } = await eventually(async () => {
      const found = await becameOf(bank, id);
      return found.data.every(({ state }) => ['delivered', 'discarded'].includes(state)) && found;
    });
    const states = data.map((delivery) => [(delivery as Delivery).subscriptionId, delivery.state]);
    expect(new Map(states as [string, string][])).toEqual(
      new Map([
        [subscription.id, 'discarded'],
        [other.id, 'delivered'],
      ]),
    );
    await eventually(async () => !(await stored(topic)).includes(IVAN.client.phone));
    for (const { path } of [subscription, other]) expect(receiver.at(path)).toHaveLength(1);
  });

  it('erases by id what is in the topic, and nothing of another one', async () => {
    const [dealer, other] = [await company(), await company()];
    const [topic, foreign] = [await topicOf(dealer), await topicOf(other)];
    const [own, kept] = [await publish(dealer, topic, IVAN), await publish(dealer, topic, OLGA)];
    const theirs = await publish(other, foreign, IVAN);
    const messageIds = [own, own, theirs];
    expect(await dryRun(dealer, topic, { messageIds })).toEqual({ count: 1, complete: true });
    const receipt = await ended(dealer, await erase(dealer, topic, { messageIds }));
    expect(receipt).toMatchObject({ by: 'ids', count: 1, done: 1 });
    expect(receipt).not.toHaveProperty('paths');
    await dealer.api.get(`/messages/${own}`).expect(410);
    await dealer.api.get(`/messages/${kept}`).expect(200);
    await other.api.get(`/messages/${theirs}`).expect(200);
    expect(await dryRun(dealer, topic, { messageIds })).toEqual({ count: 0, complete: true });
  });

  it('refuses what does not say which messages, and whom it is not for', async () => {
    const { dealer, bank, topic } = await channel(receiver);
    const path = `/topics/${topic.id}/erasures`;
    const pointers = async (body: object) => {
      const answer = await dealer.api.post(path, body).expect(422);
      return (answer.body as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer);
    };
    expect(await pointers({ filter: {} })).toEqual(['/filter']);
    expect(await pointers({ messageIds: [] })).toEqual(['/messageIds']);
    expect(await pointers({ filter: { data: { $regex: 'x' } } })).toEqual(['/filter/data/$regex']);
    const times = { from: '2026-11-23T10:00:00Z', to: '2026-11-23T09:00:00Z' };
    expect(await pointers({ filter: OF_IVAN, ...times })).toEqual(['/to']);
    await bank.api.post(path, { filter: OF_IVAN }).expect(403);
    const { body } = await dealer.api.get('/topics?scope=events').expect(200);
    const [events] = (body as Page<Topic>).data;
    await dealer.api.post(`/topics/${events!.id}/erasures`, { filter: OF_IVAN }).expect(403);
  });

  it('goes on when messages is killed in the middle; of two at once each message is counted by one', async () => {
    const dealer = await company();
    const topic = await topicOf(dealer);
    const numbers = Array.from({ length: 3000 }, (_, n) => n);
    for (let start = 0; start < numbers.length; start += 1000) {
      const items = numbers.slice(start, start + 1000).map((n) => ({ type: 'n', data: { n } }));
      const answer = await dealer.api
        .post(`/topics/${topic.id}/messages/batch`, { messages: items })
        .expect(200);
      expect(new Set((answer.body.results as { status: number }[]).map(({ status }) => status))).toEqual(
        new Set([202]),
      );
    }
    const both = await Promise.all([
      erase(dealer, topic, { filter: { 'data.n': { $lt: 2000 } } }),
      erase(dealer, topic, { filter: { 'data.n': { $gte: 1000 } } }),
    ]);
    // It stands still while it is looked at, and is killed where it stands.
    const middle = { topicId: topic.id, state: 'running', done: { $gt: 0 } } as const;
    const before = await eventually(
      async () => {
        signalApp('messages', 'SIGSTOP');
        let found: StoredErasure | null = null;
        try {
          found = await client.db().collection<StoredErasure>('erasures').findOne(middle);
        } finally {
          if (!found) signalApp('messages', 'SIGCONT');
        }
        return found;
      },
      { what: 'an erasure to have begun' },
    );
    const pid = kill('messages');
    process.stdout.write(`kill -9 messages: ${before.done} of ${before.count} erased\n`);
    await restarted('messages', pid);
    const receipts = await Promise.all(both.map((erasure) => ended(dealer, erasure)));
    expect(receipts.map(({ state }) => state)).toEqual(['done', 'done']);
    expect(receipts.reduce((sum, { done }) => sum + done, 0)).toBe(numbers.length);
    expect(await idsAt(dealer.api.get(`/topics/${topic.id}/messages`))).toEqual([]);
  });

  it('counts no message of its page that another one has erased meanwhile', async () => {
    const dealer = await company();
    const topic = await topicOf(dealer);
    const id = await publish(dealer, topic, IVAN);
    const first = await ended(dealer, await erase(dealer, topic, { messageIds: [id] }));
    expect(first.done).toBe(1);
    // A second one as it stands when it has chosen its page at the same moment as the first.
    const erasures = client.db().collection<StoredErasure>('erasures');
    const { endedAt: _endedAt, ...walk } = (await erasures.findOne({ _id: first.id }))!;
    const second = { ...first, id: newId('erasure') };
    await erasures.insertOne({
      ...walk,
      _id: second.id,
      state: 'running',
      done: 0,
      page: [id],
      nextCursor: walk.cursor,
      heldUntil: new Date(0),
    });
    expect(await ended(dealer, second)).toMatchObject({ state: 'done', count: 1, done: 0 });
  });
});
