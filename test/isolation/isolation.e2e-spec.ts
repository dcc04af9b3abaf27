import { randomUUID } from 'node:crypto';
import {
  anonymous,
  appOf,
  channel,
  Client,
  company,
  deliveryIn,
  operator,
  PASSWORD,
  publish,
  signIn,
  Receiver,
  stack,
  topicOf,
} from '@anika/testing';
import type {
  AccessRequest,
  ApiKey,
  Erasure,
  Inbox,
  Invitation,
  Page,
  Replay,
  Session,
  User,
} from '@anika/contracts';
import request from 'supertest';
import { type Caller, CALLERS, ROUTES } from './route-table';

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const SPOOFED = {
  'x-user-id': 'usr_01jd8k3m9cfe0rztgq8v5k2n4p',
  'x-role': 'owner',
  'x-scopes':
    'topics:read topics:write subscriptions:read subscriptions:write messages:read messages:write users:read',
  'x-credential': 'token',
  'x-credential-id': 'spoofed',
};

describe('Isolation: every route, every caller', () => {
  let receiver: Receiver;
  let clients: Record<Caller, Client>;
  let ids: Record<string, string>;
  let owner: string;

  beforeAll(async () => {
    receiver = await Receiver.start();
    const { dealer, bank, topic, subscription } = await channel(receiver);
    const stranger = await company('Stranger');
    const messageId = await publish(dealer, topic);
    const delivery = await deliveryIn(bank, messageId, 'delivered');
    const key = await dealer.api.post('/api-keys', { name: 'CRM', scopes: ['topics:read'] }).expect(201);
    const replay = await bank.api
      .post(`/subscriptions/${subscription.id}/replay`, { only: 'failed' })
      .expect(202);
    const inbox = await dealer.api.post('/inboxes', {}).expect(201);
    const email = `${randomUUID()}@example.com`;
    const member = await dealer.api
      .post('/users', { name: 'Member', email, password: PASSWORD, role: 'member' })
      .expect(201);
    const invitation = await dealer.api
      .post('/invitations', { email: `${randomUUID()}@example.com`, role: 'viewer' })
      .expect(201);
    const signedIn = await new Client(await signIn(dealer.email)).get('/auth/sessions').expect(200);
    const offered = await topicOf(dealer);
    await dealer.api.patch(`/topics/${offered.id}`, { visibility: 'catalog' }).expect(200);
    const asked = await bank.api
      .post(`/topics/${offered.id}/access-requests`, { reason: 'Loans' })
      .expect(201);
    const erasure = await dealer.api
      .post(`/topics/${topic.id}/erasures`, { filter: { type: 'none' } })
      .expect(202);
    owner = dealer.partner.id;
    clients = {
      anonymous,
      stranger: stranger.api,
      granted: bank.api,
      owner: dealer.api,
      operator: await operator(),
    };
    ids = {
      userId: dealer.user.id,
      memberId: (member.body as User).id,
      invitationId: (invitation.body as Invitation).id,
      sessionId: (signedIn.body as Page<Session>).data[0]!.id,
      partnerId: dealer.partner.id,
      grantedId: bank.partner.id,
      topicId: topic.id,
      messageId,
      subscriptionId: subscription.id,
      deliveryId: delivery.id,
      keyId: (key.body as ApiKey).id,
      type: 'car.chosen',
      inboxId: (inbox.body as Inbox).id,
      replayId: (replay.body as Replay).id,
      requestId: (asked.body as AccessRequest).id,
      erasureId: (erasure.body as Erasure).id,
    };
  });
  afterAll(() => receiver.stop());

  const parse = (route: string) => {
    const [method, template] = route.split(' ') as [string, string];
    const path = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? `missing-${name}`);
    return { method: method.toLowerCase() as 'get' | 'post' | 'put' | 'patch' | 'delete', path };
  };

  it('has a row for every route of the OpenAPI document, and no other', async () => {
    const document = (await request(stack().url).get('/api/v1/openapi.json').expect(200)).body as Document;
    const normal = (route: string) => route.replaceAll(/\{\w+\}/g, '{}');
    const documented = Object.entries(document.paths)
      .filter(([path]) => path.startsWith('/api/'))
      .flatMap(([path, item]) => Object.keys(item).map((method) => `${method.toUpperCase()} ${path}`));
    expect(ROUTES.map(({ route }) => normal(route)).toSorted()).toEqual(documented.map(normal).toSorted());
  });

  it('refuses spoofed identity headers through the gateway, on every route', async () => {
    for (const { route, body, expected } of ROUTES) {
      const { method, path } = parse(route);
      const answer = await request(stack().url)
        [method](path)
        .set({ ...SPOOFED, 'x-partner-id': owner })
        .send(body);
      expect(`${route} ${answer.status}`).toBe(`${route} ${expected[0]}`);
    }
  });

  it('refuses a wrong gateway secret at the services themselves, on every route', async () => {
    for (const { route, body } of ROUTES) {
      const { method, path } = parse(route);
      for (const name of ['auth', 'topics', 'messages', 'gateway'] as const) {
        const answer = await request(`http://127.0.0.1:${appOf(name).httpPort}`)
          [method](path)
          .set({ ...SPOOFED, 'x-partner-id': owner, 'x-gateway-secret': 'wrong'.repeat(10) })
          .send(body);
        expect([401, 404, 405]).toContain(answer.status);
      }
    }
  });

  // One row changes what the next one sees, so each row is asked by all callers before the next: those without the right first.
  it.each(ROUTES.map((row) => [row.route, row] as const))('%s', async (_route, row) => {
    const { route, body, headers = {}, expected } = row;
    const { method, path } = parse(route);
    const actual: Record<string, number> = {};
    const order: readonly Caller[] = ['anonymous', 'stranger', 'operator', 'granted', 'owner'];
    for (const caller of order) {
      const call = clients[caller].call(method, path.replace('/api/v1', ''));
      // Whatever identity they claim, each is answered as who it is.
      const answer = await call.set({ ...headers, ...SPOOFED, 'x-partner-id': owner }).send(body);
      actual[caller] = answer.status;
    }
    expect(actual).toEqual(Object.fromEntries(CALLERS.map((caller, index) => [caller, expected[index]])));
  });
});
