import type { ServerResponse } from 'node:http';
import type { Replay } from '@anika/contracts';
import {
  channel,
  deliveryIn,
  eventually,
  mongoClient,
  publish,
  Receiver,
  signalApp,
  subscribe,
} from '@anika/testing';

const MESSAGES = 600;
const AT_ONCE = 20;

describe('A replay on two replicas of messages', () => {
  const receiver = Receiver.forSuite();
  const client = mongoClient();
  const replays = client.db().collection<{ _id: string; holder?: string; heldUntil: Date }>('replays');
  const frozen = new Set<number>();

  afterAll(async () => {
    for (const replica of frozen) signalApp('messages', 'SIGCONT', replica);
    await client.close();
  });

  /** Somebody has worked on it since then; who. */
  const heldSince = (_id: string, time: number) =>
    eventually(
      async () => {
        const found = await replays.findOne({ _id });
        return found!.heldUntil.getTime() > time && found!.holder;
      },
      { what: `somebody to work on the replay after ${new Date(time).toISOString()}` },
    );

  it('is taken over when its replica hangs, and what that one still wants to write does not count', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver);
    const ids: string[] = [];
    const publisher = async () => {
      while (ids.length < MESSAGES) ids[ids.push('') - 1] = await publish(dealer, topic, ids.length);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, publisher));
    for (const id of ids) await deliveryIn(bank, id, 'delivered');
    expect(receiver.at(subscription.path)).toHaveLength(MESSAGES);

    // For the replica whose clock is two seconds slow they are not there before.
    const last = Date.now();
    await eventually(() => Date.now() > last + 2500, { what: 'the slow clock to come so far' });
    // Answers nothing yet: the replay has to wait with its last page.
    const unanswered: ServerResponse[] = [];
    const later = await subscribe(bank, topic, receiver);
    receiver.answer(later.path, (_, response) => unanswered.push(response));
    const started = await bank.api.post(`/subscriptions/${later.id}/replay`, { only: 'missing' }).expect(202);
    const { id } = started.body as Replay;
    const first = await heldSince(id, Date.now());

    let holder = first;
    for (const replica of [0, 1]) {
      if (holder !== first) break;
      signalApp('messages', 'SIGSTOP', replica);
      frozen.add(replica);
      // Held for longer than the frozen one could have asked for.
      holder = await heldSince(id, Date.now() + 6000);
      signalApp('messages', 'SIGCONT', replica);
      frozen.delete(replica);
    }
    expect(holder).not.toBe(first);

    receiver.answer(later.path, (_, response) => response.writeHead(204).end());
    for (const response of unanswered) response.writeHead(204).end();
    const replay = await eventually(
      async () => {
        const { body } = await bank.api.get(`/replays/${id}`).expect(200);
        return (body as Replay).state !== 'running' && (body as Replay);
      },
      { what: 'the end of the replay' },
    );
    expect(replay).toMatchObject({ state: 'done', count: MESSAGES, done: MESSAGES });
    await eventually(
      () => new Set(receiver.at(later.path).map(({ messageId }) => messageId)).size === MESSAGES,
      {
        what: 'all messages to arrive',
      },
    );
  });
});
