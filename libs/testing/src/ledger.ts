import { randomUUID } from 'node:crypto';
import type { CreatedSubscription, Topic } from '@anika/contracts';
import { eventually } from './eventually';
import { company, type Company, grant, subscribe, topicOf } from './factories';
import { Flow } from './flow';
import { type InFlight, Inspector } from './in-flight';
import { type Received, Receiver } from './receiver';

type Subscriber = Company & { readonly subscription: CreatedSubscription & { readonly path: string } };

/** Enough attempts to outlast every outage, a second apart. */
const RETRY_SCHEDULE = Array.from({ length: 45 }, () => 1);
const ENDPOINT_MS = 30;
/** The flaky endpoint fails the first attempt of one in so many: rare enough for its circuit to stay closed. */
const FAILS_ONE_IN = 4;

/**
 * The books of a fault: which messages were accepted, and which webhooks arrived where. One subscriber answers well, one fails now and
 * then, one is paused, and one has lost its grant: nothing may reach that one.
 */
export class Ledger {
  readonly flow: Flow;
  private readonly inspector = new Inspector();
  private readonly arrivals = new Map<string, Map<string, Received[]>>();

  private constructor(
    readonly receiver: Receiver,
    readonly dealer: Company,
    readonly topic: Topic,
    readonly subscribers: Record<'steady' | 'flaky' | 'paused' | 'stranger', Subscriber>,
  ) {
    for (const { subscription } of Object.values(subscribers)) this.listen(subscription.path);
    this.flow = new Flow(topic.id, dealer.token);
  }

  /** Opens a topic with its subscribers and begins to publish. */
  static async open(): Promise<Ledger> {
    const receiver = await Receiver.start();
    const dealer = await company('АвтоЭкспресс');
    const topic = await topicOf(dealer);
    const join = async () => {
      const subscriber = await company('ЭкспоБанк');
      await grant(dealer, topic, subscriber);
      const subscription = await subscribe(subscriber, topic, receiver, `/${randomUUID()}`, {
        retrySchedule: RETRY_SCHEDULE,
      });
      return { ...subscriber, subscription };
    };
    const [steady, flaky, paused, stranger] = await Promise.all([join(), join(), join(), join()]);
    await paused.api.post(`/subscriptions/${paused.subscription.id}/pause`).expect(200);
    await dealer.api.delete(`/topics/${topic.id}/grants/${stranger.partner.id}`).expect(204);
    return new Ledger(receiver, dealer, topic, { steady, flaky, paused, stranger });
  }

  /** The subscriptions that every accepted message must reach. */
  get targets(): Subscriber[] {
    const { steady, flaky, paused } = this.subscribers;
    return [steady, flaky, paused];
  }

  inFlight(): Promise<InFlight> {
    return this.inspector.inFlight(
      this.topic.id,
      this.targets.map(({ subscription }) => subscription.id),
    );
  }

  /** Waits for a moment with work active, delayed and held; prints and answers what the fault hits. */
  async moment(fault: string, accepted: number): Promise<InFlight> {
    await eventually(() => this.flow.accepted.size >= accepted, { what: `${accepted} accepted` });
    const found = await eventually(
      async () => {
        const seen = await this.inFlight();
        return seen.active > 0 && seen.delayed > 0 && seen.held > 0 && seen;
      },
      { what: 'work active, delayed and held' },
    );
    process.stdout.write(
      `${fault}: ${this.flow.accepted.size} accepted, ${this.flow.unanswered} not answered yet, ` +
        `${found.open} not yet fanned out, ${found.waiting} waiting, ${found.active} active, ` +
        `${found.delayed} delayed, ${found.held} held\n`,
    );
    return found;
  }

  /** Resumes what is paused and waits until every accepted message has arrived at every target and MongoDB says so. */
  async settle(seconds: number): Promise<void> {
    const { subscription, api } = this.subscribers.paused;
    await eventually(
      async () => (await api.post(`/subscriptions/${subscription.id}/resume`)).status === 200,
      {
        seconds,
        what: 'the resumption',
      },
    );
    await eventually(() => this.missing().length === 0, {
      seconds,
      what: 'the arrival of everything accepted',
    }).catch((error: unknown) => {
      throw new Error(`${String(error)}; missing: ${this.missing().slice(0, 20).join(', ')}`);
    });
    await eventually(async () => (await this.unrecorded()) === '', {
      seconds,
      what: 'the record of everything delivered',
    }).catch(async (error: unknown) => {
      throw new Error(`${String(error)}; ${await this.unrecorded()}`);
    });
  }

  /** What has not arrived: `<subscriber's path> <message>`. */
  missing(): string[] {
    return this.targets.flatMap(({ subscription: { path } }) =>
      [...this.flow.accepted.values()]
        .filter(({ id }) => !this.arrivals.get(path)!.has(id))
        .map(({ id }) => `${path} ${id}`),
    );
  }

  /** What is wrong with what arrived; empty when all is well. */
  faults(): string[] {
    const { stranger } = this.subscribers;
    const ids = new Map([...this.flow.accepted].map(([seq, { id }]) => [id, seq]));
    const faults = [...this.receiver.failures];
    for (const received of this.receiver.received) {
      const { path, messageId, body } = received;
      const seq = (JSON.parse(body.toString()) as { data: { seq: number } }).data.seq;
      const { id, data } = this.flow.accepted.get(seq) ?? {};
      if (path === stranger.subscription.path) faults.push(`${messageId} reached a stranger`);
      if (!ids.has(messageId)) faults.push(`${messageId} was never accepted`);
      else if (id !== messageId) faults.push(`message ${seq} came as ${messageId} and is ${id}`);
      else if (!body.includes(Buffer.from(`,"data":${data}}`))) faults.push(`${messageId} has other bytes`);
    }
    return faults;
  }

  /** What the fault did, in one line. */
  summary(): string {
    const answers = [...this.flow.answers].map(([status, count]) => `${count}×${status}`).join(' ');
    const deliveries = this.flow.accepted.size * this.targets.length;
    const repeated = this.targets
      .flatMap(({ subscription: { path } }) => [...this.arrivals.get(path)!.values()])
      .filter((copies) => copies.length > 1).length;
    return `answers ${answers}; ${deliveries} deliveries, ${repeated} of them in several attempts`;
  }

  async close(): Promise<void> {
    await this.flow.close();
    await this.inspector.close();
    await this.receiver.stop();
  }

  /** Empty when MongoDB knows all deliveries as delivered and no open message. */
  private async unrecorded(): Promise<string> {
    const ids = this.targets.map(({ subscription }) => subscription.id);
    const delivered = await this.inspector.inState(ids, 'delivered');
    const open = await this.inspector.open(this.topic.id);
    const expected = this.flow.accepted.size * ids.length;
    return delivered === expected && open === 0
      ? ''
      : `${delivered} of ${expected} recorded as delivered, ${open} messages open`;
  }

  private listen(path: string): void {
    const arrived = new Map<string, Received[]>();
    this.arrivals.set(path, arrived);
    const isFlaky = path === this.subscribers.flaky.subscription.path;
    let firsts = 0;
    this.receiver.answer(path, (received, response) => {
      const copies = arrived.get(received.messageId) ?? [];
      arrived.set(received.messageId, [...copies, received]);
      const fails = isFlaky && copies.length === 0 && firsts++ % FAILS_ONE_IN === 0;
      setTimeout(() => response.writeHead(fails ? 500 : 204).end(), ENDPOINT_MS);
    });
  }
}
