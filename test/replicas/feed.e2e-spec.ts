import { channel, eventually, Flow, Receiver, stack } from '@anika/testing';

const MESSAGES = 300;

interface Page {
  readonly data: readonly { readonly id: string }[];
  readonly nextCursor: string;
}

describe('A reader of the feed', () => {
  it('sees each message once and in order while two replicas publish, one with a slow clock', async () => {
    const receiver = await Receiver.start();
    const { dealer, bank, topic } = await channel(receiver);
    const before = await accepted();
    const flow = new Flow(topic.id, dealer.token);
    const seen: string[] = [];
    let cursor = '';
    const readAll = async () => {
      const { body } = await bank.api
        .get(`/topics/${topic.id}/messages?order=asc&limit=50${cursor}`)
        .expect(200);
      const page = body as Page;
      seen.push(...page.data.map(({ id }) => id));
      cursor = `&cursor=${page.nextCursor}`;
    };
    await eventually(
      async () => {
        await readAll();
        return flow.accepted.size >= MESSAGES;
      },
      { what: `${MESSAGES} accepted` },
    );
    await flow.stop();
    await eventually(
      async () => {
        await readAll();
        return seen.length >= flow.accepted.size;
      },
      { what: 'the feed to have them all' },
    );
    await flow.close();
    await receiver.stop();
    const ids = [...flow.accepted.values()].map(({ id }) => id);
    expect(seen).toEqual(seen.toSorted());
    expect(seen.toSorted()).toEqual(ids.toSorted());
    const work = (await accepted()).map((count, replica) => count - before[replica]!);
    expect(work).toHaveLength(2);
    expect(Math.min(...work)).toBeGreaterThan(0);
  });
});

/** How many messages each replica has accepted. */
async function accepted(): Promise<number[]> {
  const replicas = stack().apps.filter(({ name }) => name === 'messages');
  return Promise.all(
    replicas.map(async ({ httpPort }) => {
      const text = await (await fetch(`http://127.0.0.1:${httpPort}/metrics`)).text();
      return Number(/^anika_messages_accepted_total (\d+)$/m.exec(text)?.[1] ?? 0);
    }),
  );
}
