import { randomUUID } from 'node:crypto';
import type {
  AccessRequest,
  CreatedInbox,
  CreatedSubscription,
  InvitationWithLink,
  ResetLink,
  Topic,
  User,
} from '@anika/contracts';
import { type Company, company, deliveryIn, grant, PASSWORD, publish, topicOf } from '@anika/testing';

/** Whatever a person may type is long here, as real names are. */
const SCHEMA = {
  type: 'object',
  properties: {
    car: { type: 'string', title: 'Марка и модель автомобиля', description: 'Как она названа в каталоге' },
    price: { type: 'number', title: 'Цена' },
    client: { type: 'object', title: 'Клиент', properties: { city: { type: 'string', title: 'Город' } } },
  },
  required: ['car'],
};

export interface Furnished {
  readonly owner: Company;
  /** The addresses of the map, each with something to see, as the company's people open them. */
  readonly pages: readonly string[];
  /** For those who have no session. */
  readonly guests: readonly string[];
  /** In the payloads of the company's messages only. */
  readonly secret: string;
}

/** A company with one of everything that the portal shows: what it gives, what it receives, what failed, what waits for it. */
export async function furnished(): Promise<Furnished> {
  const [owner, bank, insurer] = await Promise.all([
    company('АвтоЭкспресс'),
    company('ЭкспоБанк'),
    company('Страховая компания «Полис»'),
  ]);
  const secret = `secret-${randomUUID()}`;
  const given = await givenTopic(owner, bank);
  const reason = 'Предлагаем клиентам полис КАСКО сразу после того, как они выбрали машину';
  const request = (await insurer.api.post(`/topics/${given.id}/access-requests`, { reason }).expect(201))
    .body as AccessRequest;
  const sent = await publish(owner, given, { car: `Lada Vesta ${secret}`, price: 1450000.5, note: secret });
  const { body: offered } = await bank.api.post('/topics', {
    name: 'loan-offers',
    title: 'Предложения кредита на покупку автомобиля',
    visibility: 'catalog',
  });
  const received = await receivedWork(owner, bank);
  const person = { name: 'Олег', email: `${randomUUID()}@example.com`, password: PASSWORD, role: 'viewer' };
  const { body: colleague } = await owner.api.post('/users', person).expect(201);
  const reset = await owner.api.post(`/users/${(colleague as User).id}/reset-link`).expect(201);
  const invited = await owner.api
    .post('/invitations', { email: `${randomUUID()}@example.com`, role: 'member', name: 'Мария' })
    .expect(201);
  await owner.api.post('/api-keys', { name: 'Site', scopes: ['messages:write'] }).expect(201);
  const topic = `/topics/${given.id}`;
  const subscription = `/subscriptions/${received.subscriptionId}`;
  return {
    owner,
    secret,
    guests: [
      '/sign-in',
      '/register',
      '/reset',
      new URL((invited.body as InvitationWithLink).link!).pathname,
      new URL((reset.body as ResetLink).link).pathname,
    ],
    pages: [
      '/',
      '/topics',
      `${topic}/messages`,
      `${topic}/messages?conditions=1&open=${sent}`,
      `${topic}/messages?send=1`,
      `${topic}/access`,
      `${topic}/contract`,
      `${topic}/settings`,
      '/access',
      '/access?tab=requests',
      `/access?tab=requests&request=${request.id}`,
      '/catalog',
      `/catalog/${(offered as Topic).id}`,
      '/subscriptions',
      `${subscription}/deliveries`,
      `${subscription}/deliveries?open=${received.deliveryId}`,
      `${subscription}/filter`,
      `${subscription}/settings`,
      '/deliveries',
      `/replays/new?subscription=${received.subscriptionId}`,
      `/replays/${received.replayId}`,
      '/partners',
      `/partners/${bank.partner.id}`,
      '/developers/keys',
      '/developers/inbox',
      '/developers/events',
      '/settings/company',
      '/settings/team',
      '/settings/notifications',
      '/settings/audit',
      '/settings/limits',
      '/account/profile',
      '/account/sessions',
      `/messages/${sent}`,
      `/deliveries/${received.deliveryId}`,
    ],
  };
}

async function givenTopic(owner: Company, bank: Company): Promise<Topic> {
  const { body } = await owner.api
    .post('/topics', {
      name: 'car-choice',
      title: 'Выбор машины',
      description: 'Какие машины выбирают клиенты на сайте и в салонах',
      visibility: 'catalog',
      searchableFields: ['car'],
    })
    .expect(201);
  const topic = body as Topic;
  const example = { car: 'Lada Vesta', price: 1450000 };
  await owner.api.put(`/topics/${topic.id}/contract/car.chosen`, { schema: SCHEMA, example }).expect(201);
  await owner.api
    .put(`/topics/${topic.id}/grants/${bank.partner.id}`, { fields: ['car', 'client.city'] })
    .expect(201);
  return topic;
}

/** What the company subscribes to, with a delivery that was given up and a replay. */
async function receivedWork(owner: Company, bank: Company) {
  const topic = await topicOf(bank);
  await grant(bank, topic, owner);
  const { body: inbox } = await owner.api.post('/inboxes', { answerWith: 500 }).expect(201);
  const { url, secret } = inbox as CreatedInbox;
  const { body } = await owner.api
    .post('/subscriptions', { topicId: topic.id, url, secret, retrySchedule: [0] })
    .expect(201);
  const { id: subscriptionId } = body as CreatedSubscription;
  const { id: deliveryId } = await deliveryIn(owner, await publish(bank, topic), 'dead');
  const replay = await owner.api.post(`/subscriptions/${subscriptionId}/replay`, { only: 'all' }).expect(202);
  return { subscriptionId, deliveryId, replayId: (replay.body as { id: string }).id };
}
