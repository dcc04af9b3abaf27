import { randomUUID } from 'node:crypto';
import type { CreatedApiKey, CreatedInbox, Redrive, User } from '@anika/contracts';
import {
  channel,
  Client,
  type Company,
  company,
  deliveryIn,
  eventually,
  grant,
  operator,
  PASSWORD,
  publish,
  Receiver,
  signIn,
  topicOf,
} from '@anika/testing';
import { actionsOf, auditPage, lastOf } from './audit-log';

describe('The audit log', () => {
  const receiver = Receiver.forSuite();

  const person = async ({ api }: Company, role: User['role']) => {
    const email = `${randomUUID()}@example.com`;
    const { body } = await api.post('/users', { name: 'Anna', email, password: PASSWORD, role }).expect(201);
    return { user: body as User, email, api: new Client(await signIn(email)) };
  };

  it('says who did what to which object from where', async () => {
    const [dealer, bank] = [await company('АвтоЭкспресс'), await company('ЭкспоБанк')];
    const topic = await topicOf(dealer, 'cars');
    await dealer.api
      .put(`/topics/${topic.id}/grants/${bank.partner.id}`, { fields: ['car'] })
      .set('user-agent', 'crm/2.0')
      .set('x-request-id', 'grant-1')
      .set('x-forwarded-for', '203.0.113.7')
      .expect(201);
    const entry = await lastOf(dealer.api, 'grant.put');
    expect(entry).toMatchObject({
      actor: { kind: 'user', id: dealer.user.id, name: 'Owner' },
      object: { type: 'topic', id: topic.id },
      related: [{ type: 'partner', id: bank.partner.id, name: bank.partner.name }],
      partnerId: dealer.partner.id,
      changes: ['fields'],
      outcome: { result: 'done', status: 201 },
      requestId: 'grant-1',
      address: '127.0.0.1',
      userAgent: 'crm/2.0',
    });
    expect(Math.abs(Date.parse(entry.at) - Date.now())).toBeLessThan(60_000);
    expect(await lastOf(dealer.api, 'topic.create')).toMatchObject({
      object: { type: 'topic', id: topic.id, name: 'cars' },
      changes: ['name', 'title'],
      outcome: { result: 'done', status: 201 },
    });
    const contract = `/topics/${topic.id}/contract/car.chosen`;
    await dealer.api.put(contract, { schema: { type: 'object' } }).expect(201);
    await dealer.api.delete(contract).expect(204);
    for (const action of ['contract.put', 'contract.delete'] as const)
      expect(await lastOf(dealer.api, action)).toMatchObject({
        object: { type: 'contract', name: 'car.chosen' },
        related: [{ type: 'topic', id: topic.id }],
      });
    expect(await lastOf(dealer.api, 'partner.register')).toMatchObject({
      actor: { kind: 'user', id: dealer.user.id },
      object: { type: 'partner', id: dealer.partner.id, name: dealer.partner.name },
      outcome: { result: 'done' },
    });
    expect(actionsOf((await auditPage(bank.api)).data)).toEqual(['user.sign_in', 'partner.register']);
  });

  it('has what a key did; using a key is no entry', async () => {
    const dealer = await company();
    const made = await dealer.api
      .post('/api-keys', { name: 'CRM', scopes: ['topics:read', 'topics:write'] })
      .expect(201);
    const { id, key } = made.body as CreatedApiKey;
    const api = new Client(key);
    await api.get('/topics').expect(200);
    const topic = await api.post('/topics', { name: `t-${randomUUID()}`, title: 't' }).expect(201);
    expect(await lastOf(dealer.api, 'topic.create')).toMatchObject({
      actor: { kind: 'key', id, name: 'CRM' },
      object: { id: (topic.body as { id: string }).id },
    });
    await dealer.api.delete(`/api-keys/${id}`).expect(204);
    expect(actionsOf((await auditPage(dealer.api, `&objectId=${id}`)).data)).toEqual([
      'api_key.revoke',
      'api_key.create',
    ]);
    expect(actionsOf((await auditPage(dealer.api, `&actorId=${id}`)).data)).toEqual(['topic.create']);
  });

  it('has what was refused, and not what was not valid', async () => {
    const dealer = await company();
    const viewer = await person(dealer, 'viewer');
    const topic = await topicOf(dealer);
    await viewer.api.patch(`/topics/${topic.id}`, { title: 'Mine' }).expect(403);
    await dealer.api.patch(`/topics/${topic.id}`, { title: '' }).expect(422);
    await dealer.api.post('/topics', { name: topic.name, title: 't' }).expect(409);
    const stranger = await company();
    await stranger.api.delete(`/topics/${topic.id}`).expect(404);
    const bank = await company();
    await grant(dealer, topic, bank);
    await bank.api.delete(`/topics/${topic.id}`).expect(403);

    const { data } = await auditPage(dealer.api, `&actorId=${viewer.user.id}&action=topic.update`);
    expect(data).toMatchObject([
      {
        object: { type: 'topic', id: topic.id },
        changes: [],
        outcome: { result: 'refused', status: 403, code: 'FORBIDDEN' },
      },
    ]);
    expect((await auditPage(dealer.api, '&action=topic.update')).data).toHaveLength(1);
    expect((await auditPage(dealer.api, '&action=topic.create')).data).toMatchObject([
      { object: { type: 'topic' }, outcome: { result: 'refused', status: 409, code: 'CONFLICT' } },
      { outcome: { result: 'done' } },
    ]);
    expect((await lastOf(stranger.api, 'topic.delete')).outcome).toMatchObject({ status: 404 });
    expect((await lastOf(bank.api, 'topic.delete')).outcome).toMatchObject({ status: 403 });
  });

  it('has a refusal that is repeated within a minute once, another one as well', async () => {
    const dealer = await company();
    const viewer = await person(dealer, 'viewer');
    const [first, second] = [await topicOf(dealer), await topicOf(dealer)];
    for (const { id } of [first, first, first, second])
      await viewer.api.patch(`/topics/${id}`, { title: 'Mine' }).expect(403);
    for (let round = 0; round < 3; round += 1)
      await dealer.api.post('/topics', { name: first.name, title: 't' }).expect(409);
    const { data } = await auditPage(dealer.api);
    const refused = data.filter(({ outcome }) => outcome.result === 'refused');
    expect(refused.map(({ action, object }) => [action, object.id])).toEqual([
      ['topic.create', undefined],
      ['topic.update', second.id],
      ['topic.update', first.id],
    ]);
  });

  it('has erasures without what was looked for, and test inboxes', async () => {
    const dealer = await company();
    const topic = await topicOf(dealer);
    const erasures = `/topics/${topic.id}/erasures`;
    const filter = { 'data.email': 'maria@example.com' };
    await dealer.api.post(erasures, { filter, dryRun: true }).expect(200);
    const { id } = (await dealer.api.post(erasures, { filter }).expect(202)).body as { id: string };
    expect(await lastOf(dealer.api, 'erasure.start')).toMatchObject({
      object: { type: 'erasure', id },
      related: [{ type: 'topic', id: topic.id }],
      changes: ['filter'],
      outcome: { result: 'done', status: 202 },
    });
    const inbox = (await dealer.api.post('/inboxes', {}).expect(201)).body as CreatedInbox;
    await fetch(inbox.url, { method: 'POST', body: '{}' });
    await dealer.api.patch(`/inboxes/${inbox.id}`, { answerWith: 500 }).expect(200);
    await dealer.api.delete(`/inboxes/${inbox.id}/requests`).expect(204);
    await dealer.api.delete(`/inboxes/${inbox.id}`).expect(204);
    const { data } = await auditPage(dealer.api);
    expect(actionsOf(data).slice(0, 5)).toEqual([
      'inbox.delete',
      'inbox.clear',
      'inbox.update',
      'inbox.create',
      'erasure.start',
    ]);
    for (const { object } of data.slice(0, 4)) expect(object).toEqual({ type: 'inbox', id: inbox.id });
    const token = inbox.url.split('/').at(-1)!;
    for (const hidden of ['maria', token, inbox.secret]) expect(JSON.stringify(data)).not.toContain(hidden);
  });

  it('has replays and redeliveries, but no publishing, reading or counting', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver);
    const messageId = await publish(dealer, topic);
    const delivery = await deliveryIn(bank, messageId, 'delivered');
    await bank.api
      .post(`/subscriptions/${subscription.id}/replay`, { only: 'failed', dryRun: true })
      .expect(200);
    await bank.api.post(`/subscriptions/${subscription.id}/match`, { type: 't', data: 1 }).expect(200);
    await dealer.api.post(`/topics/${topic.id}/messages/search`, {}).expect(200);
    const started = await bank.api
      .post(`/subscriptions/${subscription.id}/replay`, { only: 'failed' })
      .expect(202);
    await bank.api.post(`/deliveries/${delivery.id}/redeliver`).expect(202);
    expect(await lastOf(bank.api, 'replay.start')).toMatchObject({
      object: { type: 'replay', id: (started.body as { id: string }).id },
      related: [
        { type: 'subscription', id: subscription.id },
        { type: 'topic', id: topic.id },
      ],
      changes: ['only'],
      outcome: { status: 202 },
    });
    expect(actionsOf((await auditPage(bank.api)).data)).toEqual([
      'delivery.redeliver',
      'replay.start',
      'subscription.create',
      'user.sign_in',
      'partner.register',
    ]);
    expect(actionsOf((await auditPage(dealer.api)).data)).toEqual([
      'grant.put',
      'topic.create',
      'user.sign_in',
      'partner.register',
    ]);
  });

  it('tells what the platform does by itself', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver);
    receiver.answer(subscription.path, (_received, response) => response.writeHead(410).end());
    await publish(dealer, topic);
    const entry = await eventually(() => lastOf(bank.api, 'subscription.disable'));
    expect(entry).toMatchObject({
      actor: { kind: 'platform' },
      object: { type: 'subscription', id: subscription.id },
      partnerId: bank.partner.id,
      address: null,
    });
  });

  it('of an operator stands in the log of operators and of the partner, there without where from', async () => {
    const [admin, dealer] = [await operator(), await company()];
    await admin
      .patch(`/partners/${dealer.partner.id}`, { limits: { topics: 7 } })
      .set('user-agent', 'secret-operator-browser')
      .expect(200);
    const created = await admin
      .post('/partners', {
        company: 'Полис',
        name: 'Owner',
        email: `${randomUUID()}@example.com`,
        password: PASSWORD,
      })
      .expect(201);
    const polis = (created.body as { partner: { id: string } }).partner;

    const seen = await lastOf(dealer.api, 'partner.update');
    expect(seen).toMatchObject({
      actor: { kind: 'operator' },
      object: { type: 'partner', id: dealer.partner.id },
      partnerId: dealer.partner.id,
      changes: ['limits'],
      address: null,
      userAgent: null,
    });
    expect(seen.actor.name).toBeUndefined();
    const [own] = (await auditPage(admin, `&objectId=${dealer.partner.id}`)).data;
    expect(own).toMatchObject({ id: seen.id, userAgent: 'secret-operator-browser', address: '127.0.0.1' });
    expect(own!.actor.name).toBeDefined();
    expect((await auditPage(admin, `&objectId=${polis.id}`)).data).toMatchObject([
      {
        action: 'partner.create',
        object: { type: 'partner', id: polis.id, name: 'Полис' },
        partnerId: polis.id,
      },
    ]);
  });

  it('of dead letters that an operator sends again stands in the log of each partner concerned', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver, { retrySchedule: [] });
    receiver.answer(subscription.path, (_received, response) => response.writeHead(500).end());
    await deliveryIn(bank, await publish(dealer, topic), 'dead');
    const admin = await operator();
    const redriven = await admin
      .post('/ops/dead-letters/redrive', { subscriptionId: subscription.id })
      .expect(202);
    const [replay] = (redriven.body as Redrive).replays;
    const entry = await lastOf(bank.api, 'replay.start');
    expect(entry).toMatchObject({
      actor: { kind: 'operator' },
      object: { type: 'replay', id: replay!.id },
      related: [
        { type: 'subscription', id: subscription.id },
        { type: 'topic', id: topic.id },
      ],
      address: null,
      outcome: { result: 'done' },
    });
    expect(actionsOf((await auditPage(admin, `&actorId=${entry.actor.id}`)).data.slice(0, 2))).toEqual([
      'replay.start',
      'dead_letters.redrive',
    ]);
    await dealer.api.post('/ops/sweep').expect(403);
    expect(await lastOf(dealer.api, 'sweep.start')).toMatchObject({ outcome: { result: 'refused' } });
  });
});
