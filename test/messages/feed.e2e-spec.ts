import {
  channel,
  Client,
  type Company,
  eventually,
  operator,
  publish,
  Receiver,
  stack,
} from '@anika/testing';
import type { Topic } from '@anika/contracts';

interface Page {
  readonly data: readonly { readonly id: string }[];
  readonly nextCursor: string;
}

describe('The feed', () => {
  let receiver: Receiver;
  beforeAll(async () => {
    receiver = await Receiver.start();
    // For half a minute after a kill of messages by another suite readers stay behind.
    const { dealer, bank, topic } = await channel(receiver);
    await publish(dealer, topic);
    await eventually(async () => (await read(bank, topic, 'wait=5')).data.length > 0, {
      what: 'the feed to be up to date',
    });
  });
  afterAll(() => receiver.stop());

  const read = async (reader: Company, topic: Topic, query: string) =>
    (await reader.api.get(`/topics/${topic.id}/messages?order=asc&${query}`).expect(200)).body as Page;

  it('gives each message once, in order, to a reader that follows while many are published', async () => {
    const { dealer, bank, topic } = await channel(receiver);
    const published: string[] = [];
    const publishing = (async () => {
      for (let round = 0; round < 10; round += 1)
        published.push(
          ...(await Promise.all(Array.from({ length: 20 }, (_, n) => publish(dealer, topic, n)))),
        );
    })();
    const seen: string[] = [];
    let cursor = '';
    await eventually(
      async () => {
        const page = await read(bank, topic, `limit=7&wait=1${cursor}`);
        seen.push(...page.data.map(({ id }) => id));
        cursor = `&cursor=${page.nextCursor}`;
        return seen.length >= 200;
      },
      { what: '200 messages in the feed' },
    );
    await publishing;
    expect(seen).toEqual(seen.toSorted());
    expect(seen.toSorted()).toEqual(published.toSorted());
    const last = await read(bank, topic, `wait=0${cursor}`);
    expect(last.data).toEqual([]);
    expect(last.nextCursor).toBeTruthy();
  });

  it('waits for what is new, and answers as soon as it is there', async () => {
    const { dealer, bank, topic } = await channel(receiver);
    const { nextCursor } = await read(bank, topic, 'limit=10');
    const asked = performance.now();
    const waiting = read(bank, topic, `cursor=${nextCursor}&wait=20`);
    const id = await publish(dealer, topic);
    expect((await waiting).data.map((one) => one.id)).toEqual([id]);
    expect(performance.now() - asked).toBeLessThan(15_000);
    await bank.api.get(`/topics/${topic.id}/messages?order=asc&wait=21`).expect(422);
  });

  it('streams, goes on after the last event, and ends with the right', async () => {
    const { dealer, bank, topic } = await channel(receiver);
    const open = (headers: Record<string, string> = {}) =>
      Stream.open(`/topics/${topic.id}/stream`, { authorization: `Bearer ${bank.token}`, ...headers });
    const first = await open();
    const one = await publish(dealer, topic, { car: 'Lada' });
    await first.until(1);
    expect(first.events[0]).toMatchObject({ id: one });
    expect(JSON.parse(first.events[0]!.data)).toMatchObject({ id: one, data: { car: 'Lada' } });
    await first.close();
    const two = await publish(dealer, topic, 2);
    const second = await open({ 'last-event-id': one });
    await second.until(1);
    expect(second.events.map(({ id }) => id)).toEqual([two]);
    await dealer.api.delete(`/topics/${topic.id}/grants/${bank.partner.id}`).expect(204);
    await eventually(() => second.isOver, { what: 'the end of the stream' });
    await bank.api.get(`/topics/${topic.id}/stream`).expect(404);
  });

  it('shows a company nothing more once it is suspended, neither by a stream nor by a request that waits', async () => {
    const { dealer, bank, topic } = await channel(receiver);
    const authorization = `Bearer ${bank.token}`;
    const stream = await Stream.open(`/topics/${topic.id}/stream`, { authorization });
    const { nextCursor } = await read(bank, topic, 'limit=10');
    const path = `/topics/${topic.id}/messages?order=asc&wait=20&cursor=${nextCursor}`;
    const waiting = bank.api.get(path).then((answer) => answer);
    const platform = await operator();
    await platform.patch(`/partners/${bank.partner.id}`, { status: 'suspended' }).expect(200);
    await eventually(() => stream.isOver, { seconds: 10, what: 'the end of the stream' });
    await publish(dealer, topic);
    expect([401, 403]).toContain((await waiting).status);
    expect(stream.events).toEqual([]);
  });

  it('ends what is open with the credential that opened it', async () => {
    const { bank, topic } = await channel(receiver);
    const { body: key } = await bank.api.post('/api-keys', { name: 'Reader', scopes: ['messages:read'] });
    const { id, key: secret } = key as { readonly id: string; readonly key: string };
    const stream = await Stream.open(`/topics/${topic.id}/stream`, { authorization: `Bearer ${secret}` });
    const other = await Stream.open(`/topics/${topic.id}/stream`, { authorization: `Bearer ${bank.token}` });
    const path = `/topics/${topic.id}/messages?order=asc&wait=20`;
    const waiting = new Client(secret).get(path).then((answer) => answer);
    await bank.api.delete(`/api-keys/${id}`).expect(204);
    await eventually(() => stream.isOver, { seconds: 10, what: 'the end of the stream' });
    expect(await waiting).toMatchObject({ status: 401, body: { code: 'CREDENTIAL_INVALID' } });
    expect(other.isOver).toBe(false);
    await other.close();
  });

  it('keeps so many streams of a company open, and others beside it', async () => {
    const { dealer, bank, topic } = await channel(receiver);
    const open = ({ token }: Company) =>
      Stream.open(`/topics/${topic.id}/stream`, { authorization: `Bearer ${token}` });
    const streams = await Promise.all(Array.from({ length: 100 }, () => open(bank)));
    const more = await Promise.all(
      Array.from({ length: 50 }, () => bank.api.get(`/topics/${topic.id}/stream`)),
    );
    for (const refused of more)
      expect(refused).toMatchObject({ status: 429, body: { code: 'RATE_LIMITED' } });
    streams.push(await open(dealer));
    // However long the opening took, the next heartbeat of each is 15 s away.
    await publish(dealer, topic);
    await Promise.all(streams.map((stream) => stream.until(1)));
    await Promise.all(streams.map((stream) => stream.close()));
    // Before any of them has something to send, a heartbeat included.
    const again = await eventually(() => open(bank).catch(() => undefined), { seconds: 10, what: 'room' });
    await again!.close();
  });
});

/** A reader of server-sent events. */
class Stream {
  readonly events: { id: string; data: string }[] = [];
  isOver = false;
  private text = '';

  private constructor(
    private readonly reader: ReadableStreamDefaultReader<Uint8Array>,
    private readonly abort: AbortController,
  ) {}

  static async open(path: string, headers: Record<string, string>): Promise<Stream> {
    const abort = new AbortController();
    const answer = await fetch(`${stack().url}/api/v1${path}`, { headers, signal: abort.signal });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/event-stream');
    const stream = new Stream(answer.body!.getReader(), abort);
    void stream.run();
    return stream;
  }

  async until(count: number): Promise<void> {
    await eventually(() => this.events.length >= count, { what: `${count} events` });
  }

  async close(): Promise<void> {
    this.abort.abort();
    await eventually(() => this.isOver, { what: 'the end' });
  }

  private async run(): Promise<void> {
    const decoder = new TextDecoder();
    try {
      for (let part = await this.reader.read(); !part.done; part = await this.reader.read())
        this.take(decoder.decode(part.value, { stream: true }));
    } catch {
      // Closed by the test.
    }
    this.isOver = true;
  }

  private take(part: string): void {
    this.text += part;
    const blocks = this.text.split('\n\n');
    this.text = blocks.pop() ?? '';
    for (const block of blocks) {
      const lines = block.split('\n');
      const id = lines.find((line) => line.startsWith('id: '))?.slice(4);
      const data = lines.filter((line) => line.startsWith('data: ')).map((line) => line.slice(6));
      if (id !== undefined) this.events.push({ id, data: data.join('\n') });
    }
  }
}
