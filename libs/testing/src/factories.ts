import { randomUUID } from 'node:crypto';
import type {
  CreatedSubscription,
  Delivery,
  MessageDeliveries,
  Partner,
  Topic,
  User,
} from '@anika/contracts';
import request, { type Test } from 'supertest';
import { assertDocumented } from './documented';
import { eventually } from './eventually';
import type { Receiver } from './receiver';
import { stack } from './stack';
import { answered, typed } from './typed';

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';
export const PASSWORD = 'correct horse battery';

/** Calls the API through nginx, with or without a credential; each answer must be as the OpenAPI document says. */
export class Client {
  constructor(private readonly credential?: string) {}

  get(path: string): Test {
    return this.call('get', path);
  }
  post(path: string, body?: object): Test {
    return this.call('post', path).send(body);
  }
  put(path: string, body?: object): Test {
    return this.call('put', path).send(body);
  }
  patch(path: string, body?: object): Test {
    return this.call('patch', path).send(body);
  }
  delete(path: string): Test {
    return this.call('delete', path);
  }

  /** Sends exact bytes as the JSON body. */
  postRaw(path: string, body: string | Buffer): Test {
    return this.call('post', path).set('content-type', 'application/json').send(body.toString());
  }

  call(method: Method, path: string): Test {
    const url = `/api/v1${path}`;
    const call = request(stack().url)
      [method](url)
      .expect((answer) => assertDocumented(method, url, answer));
    return this.credential === undefined ? call : call.set('authorization', `Bearer ${this.credential}`);
  }
}

export const anonymous = new Client();

/** A registered company with its owner signed in. */
export interface Company {
  readonly partner: Partner;
  readonly user: User;
  readonly email: string;
  readonly token: string;
  readonly api: Client;
}

export async function signIn(email: string, password: string = PASSWORD): Promise<string> {
  const body = { grant_type: 'password', username: email, password } as const;
  const { access_token: token } = await answered(typed().POST('/api/v1/auth/token', { body }));
  return token;
}

/** Registers a company of its own for a test, so that tests share nothing. */
export async function company(name = 'Компания'): Promise<Company> {
  const email = `${randomUUID()}@example.com`;
  const body = { company: `${name} ${email.slice(0, 8)}`, name: 'Owner', email, password: PASSWORD };
  const { partner, user } = await answered(typed().POST('/api/v1/auth/register', { body }));
  const token = await signIn(email);
  return { partner, user, email, token, api: new Client(token) };
}

export async function operator(): Promise<Client> {
  const { email, password } = stack().operator;
  return new Client(await signIn(email, password));
}

export function topicOf({ token }: Company, name = `t-${randomUUID()}`): Promise<Topic> {
  return answered(typed(token).POST('/api/v1/topics', { body: { name, title: 'Выбор машины' } }));
}

export async function grant({ token }: Company, { id: topicId }: Topic, to: Company): Promise<void> {
  const path = { topicId, partnerId: to.partner.id };
  await answered(
    typed(token).PUT('/api/v1/topics/{topicId}/grants/{partnerId}', { params: { path }, body: {} }),
  );
}

/** Lets a grant end in a moment; asked for again when that moment was over before the request was read. */
export async function endSoon(owner: Company, { id }: Topic, { partner }: Company): Promise<void> {
  const inOneSecond = () => ({ expiresAt: new Date(Date.now() + 1000).toISOString() });
  const { status, body } = await eventually(
    async () => {
      const answer = await owner.api.put(`/topics/${id}/grants/${partner.id}`, inOneSecond());
      if (answer.status === 422) throw new Error(`422 ${JSON.stringify(answer.body)}`);
      return answer;
    },
    { what: 'a grant that ends in a moment' },
  );
  if (status !== 200) throw new Error(`${status} ${JSON.stringify(body)}`);
}

/** Where the platform tells the company what concerns it. */
export async function eventsTopicOf(partner: Company): Promise<Topic> {
  const answer = await partner.api.get('/topics?scope=events').expect(200);
  return (answer.body as { data: Topic[] }).data[0]!;
}

/** Subscribes with the receiver's path as endpoint; each webhook's signature is verified from now on. */
export async function subscribe(
  subscriber: Company,
  topic: Topic,
  receiver: Receiver,
  path = `/${randomUUID()}`,
  more: object = {},
): Promise<CreatedSubscription & { path: string; secret: string }> {
  const body = { topicId: topic.id, url: receiver.url(path), ...more };
  // The document knows a filter as an object, not its grammar.
  const created = (await answered(
    typed(subscriber.token).POST('/api/v1/subscriptions', { body }),
  )) as CreatedSubscription;
  // With `v1a` there is none to share.
  if (created.secret !== null) receiver.expect(path, created.secret);
  return { ...created, secret: created.secret ?? '', path };
}

/** A topic that one partner may read. */
export async function sharedTopic() {
  const [dealer, bank] = await Promise.all([company('АвтоЭкспресс'), company('ЭкспоБанк')]);
  const topic = await topicOf(dealer);
  await grant(dealer, topic, bank);
  return { dealer, bank, topic };
}

/** A topic with one granted and subscribed partner. */
export async function channel(receiver: Receiver, more: object = {}) {
  const shared = await sharedTopic();
  const subscription = await subscribe(shared.bank, shared.topic, receiver, undefined, more);
  return { ...shared, subscription };
}

export async function publish(
  owner: Company,
  topic: Topic,
  data: unknown = { car: 'Lada Vesta' },
): Promise<string> {
  const { id } = await answered(
    typed(owner.token).POST('/api/v1/topics/{topicId}/messages', {
      params: { path: { topicId: topic.id } },
      body: { type: 'car.chosen', data },
    }),
  );
  return id;
}

/** Waits until the message's delivery to the subscriber is in the state, and answers it. */
export async function deliveryIn(subscriber: Company, messageId: string, state: string): Promise<Delivery> {
  return eventually(
    async () => {
      const { data } = await answered(
        typed(subscriber.token).GET('/api/v1/messages/{messageId}/deliveries', {
          params: { path: { messageId } },
        }),
      );
      // All are the subscriber's own, and so more than a publisher's summary.
      return data.find((delivery) => delivery.state === state) as Delivery | undefined;
    },
    { what: `a delivery of ${messageId} in state ${state}` },
  );
}

/** Publishes until a message is held because its subscriber is suspended, of which not all hear at once; answers that message's id. */
export function heldBySuspension(publisher: Company, topic: Topic): Promise<string> {
  return eventually(
    async () => {
      const id = await publish(publisher, topic);
      const { body } = await publisher.api.get(`/messages/${id}/deliveries`).expect(200);
      const [delivery] = (body as MessageDeliveries).data;
      return delivery?.state === 'held' && delivery.reason === 'suspended' ? id : undefined;
    },
    { what: 'a delivery held by the suspension' },
  );
}
