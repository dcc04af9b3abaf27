import { randomUUID } from 'node:crypto';
import type { ApiKey, CreatedApiKey, Me } from '@anika/contracts';
import { Client, company, operator, PASSWORD, signIn, topicOf } from '@anika/testing';
import { actionsOf, auditPage } from './audit-log';

describe('Who sees the audit log', () => {
  it.each(['member', 'viewer'] as const)('not a %s', async (role) => {
    const dealer = await company();
    const email = `${randomUUID()}@example.com`;
    await dealer.api.post('/users', { name: 'Anna', email, password: PASSWORD, role }).expect(201);
    await new Client(await signIn(email)).get('/audit').expect(403);
  });

  it('a key with its scope, and no other one', async () => {
    const dealer = await company();
    const keyWith = async (scopes: ApiKey['scopes']) => {
      const { body } = await dealer.api.post('/api-keys', { name: 'k', scopes }).expect(201);
      return new Client((body as CreatedApiKey).key);
    };
    await (await keyWith(['topics:write', 'messages:write'])).get('/audit').expect(403);
    expect(actionsOf((await auditPage(await keyWith(['audit:read']))).data)).toContain('partner.register');
  });

  it('an owner that of the company alone; an operator that of operators alone', async () => {
    const [dealer, bank, admin] = [await company(), await company(), await operator()];
    const topic = await topicOf(dealer);
    await admin.patch(`/partners/${bank.partner.id}`, { limits: { topics: 7 } }).expect(200);
    for (const { partner, api } of [dealer, bank])
      for (const entry of (await auditPage(api)).data) expect(entry.partnerId).toBe(partner.id);
    expect((await auditPage(bank.api, `&objectId=${topic.id}`)).data).toEqual([]);
    expect((await auditPage(bank.api, `&actorId=${dealer.user.id}`)).data).toEqual([]);
    expect((await auditPage(admin, `&objectId=${topic.id}`)).data).toEqual([]);
    for (const { actor } of (await auditPage(admin)).data) expect(actor.kind).toBe('operator');
  });

  it('nobody whose name it is by trying ids: of another company’s people and keys, and of operators', async () => {
    const [stranger, dealer] = [await company(), await company()];
    const made = await dealer.api.post('/api-keys', { name: 'secret-name', scopes: ['topics:read'] });
    const key = made.body as CreatedApiKey;
    const { user: admin } = (await (await operator()).get('/auth/me').expect(200)).body as Me;
    for (const id of [dealer.user.id, admin!.id])
      await stranger.api.delete(`/users/${id}/sessions`).expect(404);
    await stranger.api.delete(`/api-keys/${key.id}`).expect(404);
    const tried = (await auditPage(stranger.api)).data.filter(({ outcome }) => outcome.status === 404);
    expect(tried.map(({ object }) => object)).toEqual([
      { type: 'api_key', id: key.id },
      { type: 'user', id: admin!.id },
      { type: 'user', id: dealer.user.id },
    ]);
  });

  it('nobody with a filter that is none', async () => {
    const { api } = await company();
    const pointersOf = async (query: string) =>
      ((await api.get(`/audit?${query}`).expect(422)).body as { errors: { pointer: string }[] }).errors.map(
        ({ pointer }) => pointer,
      );
    expect(await pointersOf('action=grant.eat&objectId=x%00&from=now&cursor=none&limit=0')).toEqual([
      '?limit',
      '?action',
      '?objectId',
      '?from',
    ]);
    expect(await pointersOf('cursor=none')).toEqual(['?cursor']);
    expect(await pointersOf('partnerId=prt_1')).toEqual(['?partnerId']);
  });
});
