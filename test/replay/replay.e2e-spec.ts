import {
  channel,
  company,
  deliveryIn,
  eventually,
  heldBySuspension,
  kill,
  mongoClient,
  operator,
  publish,
  Receiver,
  restarted,
  stack,
  subscribe,
} from '@anika/testing';
import {
  type Delivery,
  deliveryId,
  type Page,
  type Redrive,
  type Replay,
  type ReplayCount,
} from '@anika/contracts';
import { Redis } from 'ioredis';

type Channel = Awaited<ReturnType<typeof channel>>;

const MANY = 1000;
const AT_ONCE = 25;
/** By the endpoint, before messages is killed. */
const ANSWERED = 100;

describe('Sending again', () => {
  const receiver = Receiver.forSuite();
  const client = mongoClient();
  afterAll(() => client.close());

  const answerWith = (path: string, status: number) =>
    receiver.answer(path, (_, response) => response.writeHead(status).end());
  const publishMany = async ({ dealer, topic }: Channel, count: number) => {
    const ids: string[] = [];
    const publisher = async () => {
      while (ids.length < count) ids[ids.push('') - 1] = await publish(dealer, topic, ids.length);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, publisher));
    return ids.toSorted();
  };
  const replay = async ({ bank }: Channel, subscriptionId: string, body: object) => {
    const answer = await bank.api.post(`/subscriptions/${subscriptionId}/replay`, body).expect(202);
    const started = answer.body as Replay;
    expect(answer.headers.location).toBe(`/api/v1/replays/${started.id}`);
    return started;
  };
  const dryRun = async ({ bank, subscription }: Channel, body: object) => {
    const path = `/subscriptions/${subscription.id}/replay`;
    const answer = await bank.api.post(path, { ...body, dryRun: true }).expect(200);
    return (answer.body as ReplayCount).count;
  };
  const ended = ({ bank }: Channel, { id }: Replay) =>
    eventually(
      async () => {
        const { body } = await bank.api.get(`/replays/${id}`).expect(200);
        return (body as Replay).state !== 'running' && (body as Replay);
      },
      { what: `the end of ${id}` },
    );
  const arrivedAt = (path: string) => new Set(receiver.at(path).map(({ messageId }) => messageId));
  const inState = async ({ bank, subscription }: Channel, state: string) => {
    const answer = await bank.api.get(
      `/subscriptions/${subscription.id}/deliveries?state=${state}&limit=200`,
    );
    return (answer.body as Page<Delivery>).data.length;
  };

  it('replays what failed after the endpoint was mended, as many as the dry run said', async () => {
    const it = await channel(receiver, { retrySchedule: [3600] });
    const { path } = it.subscription;
    receiver.answer(path, ({ body }, response) => {
      const { data } = JSON.parse(body.toString()) as { data: number };
      response.writeHead(data % 2 === 0 ? 204 : 500).end();
    });
    const [delivered, failed]: [string[], string[]] = [[], []];
    // One after the other, each failure after a success: the endpoint counts as alive.
    for (let n = 0; n < 20; n += 1) {
      const id = await publish(it.dealer, it.topic, n);
      await deliveryIn(it.bank, id, n % 2 === 0 ? 'delivered' : 'retrying');
      (n % 2 === 0 ? delivered : failed).push(id);
    }
    answerWith(path, 204);
    expect(await dryRun(it, { only: 'failed' })).toBe(10);
    const done = await ended(it, await replay(it, it.subscription.id, { only: 'failed' }));
    expect(done).toMatchObject({ state: 'done', count: 10, done: 10, startedBy: 'subscriber' });
    for (const id of failed) await deliveryIn(it.bank, id, 'delivered');
    const times = (id: string) => receiver.at(path).filter(({ messageId }) => messageId === id).length;
    expect(failed.map(times)).toEqual(failed.map(() => 2));
    expect(delivered.map(times)).toEqual(delivered.map(() => 1));
    expect(await dryRun(it, { only: 'failed' })).toBe(0);

    const again = await ended(it, await replay(it, it.subscription.id, { only: 'all' }));
    expect(again).toMatchObject({ count: 20, done: 20 });
    await eventually(() => delivered.every((id) => times(id) === 2));
    await eventually(() => failed.every((id) => times(id) === 3));
    await eventually(async () => (await inState(it, 'delivered')) === 20);
    const list = await it.bank.api.get(`/subscriptions/${it.subscription.id}/replays?limit=1`).expect(200);
    expect((list.body as Page<Replay>).data).toEqual([again]);
    expect((list.body as Page<Replay>).nextCursor).not.toBeNull();
  });

  it('sends what is missing, be it older than the subscription, in the window that was asked for', async () => {
    const it = await channel(receiver);
    const old = await publishMany(it, 12);
    await receiver.wait(it.subscription.path, 12);
    const later = await subscribe(it.bank, it.topic, receiver);
    const theLater = { ...it, subscription: later };
    const own = await publish(it.dealer, it.topic, 'own');
    await receiver.wait(later.path, 1);
    await receiver.wait(it.subscription.path, 13);
    const read = await it.bank.api.get(`/messages/${old[4]!}`).expect(200);
    const to = (read.body as { createdAt: string }).createdAt;
    const before = old.filter((id) => id.slice(4, 14) < old[4]!.slice(4, 14));
    await ended(it, await replay(it, later.id, { only: 'missing', to }));
    await eventually(() => arrivedAt(later.path).size === before.length + 1);
    expect(arrivedAt(later.path)).toEqual(new Set([...before, own]));

    const count = await dryRun(theLater, { only: 'missing' });
    expect(count).toBe(old.length - before.length);
    const done = await ended(it, await replay(it, later.id, { only: 'missing' }));
    expect(done).toMatchObject({ count, done: count });
    await eventually(() => arrivedAt(later.path).size === old.length + 1);
    await eventually(async () => (await inState(theLater, 'delivered')) === old.length + 1);
    expect(receiver.at(later.path)).toHaveLength(old.length + 1);
    expect(receiver.at(it.subscription.path)).toHaveLength(old.length + 1);
  });

  it("sends only what matches the subscription's filter and the replay's own, as many as the dry run said", async () => {
    const it = await channel(receiver);
    const ids = await publishMany(it, 20);
    await receiver.wait(it.subscription.path, 20);
    const numberOf = new Map(
      receiver.at(it.subscription.path).map(({ messageId, body }) => {
        const { data } = JSON.parse(body.toString()) as { data: number };
        return [messageId, data] as const;
      }),
    );
    const filter = { data: { $gte: 5 } };
    const later = await subscribe(it.bank, it.topic, receiver, undefined, { filter });
    const theLater = { ...it, subscription: later };
    expect(await dryRun(theLater, { only: 'missing' })).toBe(16);
    const own = { only: 'missing', filter: { data: { $lt: 8 } } };
    expect(await dryRun(theLater, own)).toBe(3);
    const done = await ended(it, await replay(it, later.id, own));
    expect(done).toMatchObject({ state: 'done', count: 3, done: 3, filter: own.filter });
    const wanted = new Set(ids.filter((id) => [5, 6, 7].includes(numberOf.get(id)!)));
    await eventually(() => arrivedAt(later.path).size === 3);
    expect(arrivedAt(later.path)).toEqual(wanted);
    await eventually(async () => (await inState(theLater, 'delivered')) === 3);
    expect(await dryRun(theLater, { only: 'missing' })).toBe(13);
    expect(await dryRun(theLater, { only: 'all', filter: { data: 6 } })).toBe(1);
    expect(receiver.at(later.path)).toHaveLength(3);
    const path = `/subscriptions/${later.id}/replay`;
    const unknown = { only: 'all', filter: { data: { $regex: 'x' } } };
    const refused = await it.bank.api.post(path, unknown).expect(422);
    expect(refused.body).toMatchObject({ errors: [{ pointer: '/filter/data/$regex' }] });
  });

  it('redrives dead letters, by subscription and for operators; the old ones stay to be inspected', async () => {
    const it = await channel(receiver, { retrySchedule: [] });
    const other = await channel(receiver, { retrySchedule: [] });
    for (const { subscription } of [it, other]) answerWith(subscription.path, 500);
    const ids = await publishMany(it, 2);
    for (const id of ids) await deliveryIn(it.bank, id, 'dead');
    const dead = await deliveryIn(other.bank, await publish(other.dealer, other.topic), 'dead');
    const redis = new Redis(stack().servers.redis!.url!);
    const job = `{anika}:dead-letter:${dead.id}.0`;
    await eventually(() => redis.exists(job));
    expect(await dryRun(it, { only: 'dead' })).toBe(2);

    answerWith(it.subscription.path, 204);
    await ended(it, await replay(it, it.subscription.id, { only: 'dead' }));
    for (const id of ids) await deliveryIn(it.bank, id, 'delivered');
    expect(await inState(other, 'dead')).toBe(1);

    const admin = await operator();
    const path = '/ops/dead-letters/redrive';
    const { count } = (await admin.post(path, { dryRun: true }).expect(200)).body as ReplayCount;
    expect(count).toBeGreaterThanOrEqual(1);
    const one = { subscriptionId: other.subscription.id };
    expect((await admin.post(path, { ...one, dryRun: true }).expect(200)).body).toEqual({
      count: 1,
      skipped: 0,
      complete: true,
    });
    // Still failing: it dies once more, beside its first death.
    const first = (await admin.post(path, one).expect(202)).body as Redrive;
    expect(first).toMatchObject({ count: 1, replays: [{ only: 'dead', startedBy: 'operator' }] });
    await eventually(() => redis.exists(`{anika}:dead-letter:${dead.id}.1`));
    answerWith(other.subscription.path, 204);
    await ended(other, first.replays[0]!);
    const all = (await admin.post(path, {}).expect(202)).body as Redrive;
    expect(all.replays.map(({ subscriptionId }) => subscriptionId)).toContain(other.subscription.id);
    await deliveryIn(other.bank, dead.messageId, 'delivered');
    expect(await redis.exists(job)).toBe(1);
    await redis.quit();
  });

  it('holds what is redriven to who is paused or suspended, and leaves out who has no right any more', async () => {
    const paused = await channel(receiver, { retrySchedule: [] });
    const suspended = await channel(receiver, { retrySchedule: [] });
    const revoked = await channel(receiver, { retrySchedule: [] });
    const all = [paused, suspended, revoked];
    const ids = await Promise.all(
      all.map(async ({ dealer, bank, topic, subscription }) => {
        answerWith(subscription.path, 500);
        const id = await publish(dealer, topic);
        await deliveryIn(bank, id, 'dead');
        answerWith(subscription.path, 204);
        return id;
      }),
    );
    const admin = await operator();
    await paused.bank.api.post(`/subscriptions/${paused.subscription.id}/pause`).expect(200);
    await admin.patch(`/partners/${suspended.bank.partner.id}`, { status: 'suspended' }).expect(200);
    await heldBySuspension(suspended.dealer, suspended.topic);
    await revoked.dealer.api
      .delete(`/topics/${revoked.topic.id}/grants/${revoked.bank.partner.id}`)
      .expect(204);
    const redrive = async ({ subscription: { id: subscriptionId } }: Channel) =>
      (await admin.post('/ops/dead-letters/redrive', { subscriptionId }).expect(202)).body as Redrive;
    expect(await redrive(revoked)).toEqual({ count: 0, skipped: 1, replays: [] });
    expect(await redrive(paused)).toMatchObject({ count: 1, skipped: 0, replays: [{ only: 'dead' }] });
    expect(await redrive(suspended)).toMatchObject({ count: 1, skipped: 0 });
    expect(await deliveryIn(paused.bank, ids[0]!, 'held')).toMatchObject({ reason: 'paused' });
    // Whose partner is suspended cannot ask.
    const redriven = {
      _id: deliveryId(ids[1]!, suspended.subscription.id),
      state: 'held',
      reason: 'suspended',
    };
    await eventually(() => client.db().collection<{ _id: string }>('deliveries').findOne(redriven), {
      what: 'held for the suspended one',
    });
    const attempts = () =>
      all.map(
        ({ subscription }, index) =>
          receiver.at(subscription.path).filter(({ messageId }) => messageId === ids[index]).length,
      );
    expect(attempts()).toEqual([1, 1, 1]);

    await paused.bank.api.post(`/subscriptions/${paused.subscription.id}/resume`).expect(200);
    await deliveryIn(paused.bank, ids[0]!, 'delivered');
    await admin.patch(`/partners/${suspended.bank.partner.id}`, { status: 'active' }).expect(200);
    await eventually(() => attempts()[1] === 2, { what: 'what was held for the suspended one' });
    expect(attempts()).toEqual([2, 2, 1]);
  });

  it('is cancelled, runs twice at most at once, and is nobody else’s', async () => {
    const it = await channel(receiver);
    const { id } = it.subscription;
    const ids = await publishMany(it, 600);
    await eventually(() => arrivedAt(it.subscription.path).size === ids.length);
    await eventually(async () => (await dryRun(it, { only: 'all' })) === ids.length);
    const unanswered: (() => void)[] = [];
    receiver.answer(it.subscription.path, (_, response) => {
      unanswered.push(() => response.writeHead(204).end());
    });
    const started = await replay(it, id, { only: 'all' });
    const [second] = [await replay(it, id, { only: 'dead', to: new Date(0).toISOString() })];
    expect((await ended(it, second)).count).toBe(0);
    const stranger = await company();
    for (const { api } of [stranger, it.dealer]) {
      await api.get(`/replays/${started.id}`).expect(404);
      await api.delete(`/replays/${started.id}`).expect(404);
      await api.get(`/subscriptions/${id}/replays`).expect(404);
      await api.post(`/subscriptions/${id}/replay`, { only: 'all' }).expect(404);
    }
    const waiting = await replay(it, id, { only: 'all' });
    const third = await it.bank.api.post(`/subscriptions/${id}/replay`, { only: 'all' }).expect(409);
    expect(third.body).toMatchObject({ code: 'TOO_MANY_REPLAYS' });
    await eventually(async () => ((await it.bank.api.get(`/replays/${started.id}`)).body as Replay).done > 0);
    for (const each of [started, waiting]) {
      await it.bank.api.delete(`/replays/${each.id}`).expect(204);
      await it.bank.api.delete(`/replays/${each.id}`).expect(204);
    }
    receiver.answer(it.subscription.path, (_, response) => response.writeHead(204).end());
    for (const answer of unanswered) answer();
    const cancelled = await ended(it, started);
    expect(cancelled).toMatchObject({ state: 'cancelled', count: ids.length });
    expect(cancelled.done).toBeLessThan(ids.length);
    expect(cancelled.endedAt).toBeDefined();
    await it.bank.api.post(`/subscriptions/${id}/replay`, { only: 'all', to: 'soon' }).expect(422);
  });

  it(`goes on when messages is killed: ${MANY} are replayed, none missing`, async () => {
    const it = await channel(receiver);
    await it.bank.api.post(`/subscriptions/${it.subscription.id}/pause`).expect(200);
    const old = await subscribe(it.bank, it.topic, receiver);
    const ids = await publishMany(it, MANY);
    await eventually(() => arrivedAt(old.path).size === MANY);
    const later = await subscribe(it.bank, it.topic, receiver);
    // What is not answered keeps the replay from its end.
    const unanswered: (() => void)[] = [];
    receiver.answer(later.path, (_, response) => {
      const answer = () => void response.writeHead(204).end();
      if (receiver.at(later.path).length <= ANSWERED) answer();
      else unanswered.push(answer);
    });
    const started = await replay(it, later.id, { only: 'missing' });
    await receiver.wait(later.path, ANSWERED);
    const before = (await it.bank.api.get(`/replays/${started.id}`).expect(200)).body as Replay;
    const pid = kill('messages');
    process.stdout.write(
      `kill -9 messages: ${before.done} of ${before.count} queued, ${arrivedAt(later.path).size} arrived\n`,
    );
    expect(before.state).toBe('running');
    expect(before.done).toBeLessThan(MANY);
    answerWith(later.path, 204);
    for (const answer of unanswered) answer();
    await restarted('messages', pid);
    expect(await ended(it, started)).toMatchObject({ state: 'done', count: MANY, done: MANY });
    await eventually(() => arrivedAt(later.path).size === MANY);
    expect(arrivedAt(later.path)).toEqual(new Set(ids));
  });
});
