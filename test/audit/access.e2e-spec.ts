import { type Company, company, eventually, grant, topicOf } from '@anika/testing';
import { ask, inTopics, offer } from '../access/access';
import { actionsOf, auditPage, lastOf } from './audit-log';

describe('The audit log of access', () => {
  let dealer: Company;
  let bank: Company;
  beforeAll(async () => {
    [dealer, bank] = [await company('АвтоЭкспресс'), await company('ЭкспоБанк')];
  });

  const entriesOf = async ({ api }: Company, objectId: string) =>
    (await auditPage(api, `&objectId=${objectId}`)).data;

  it('has a request and what becomes of it in the logs of both, who it was in that of the own company alone', async () => {
    const topic = await offer(dealer);
    const rejected = await ask(bank, topic);
    await dealer.api.post(`/access-requests/${rejected.id}/reject`, { reason: 'No' }).expect(200);
    const [ofDealer, ofBank] = [await entriesOf(dealer, rejected.id), await entriesOf(bank, rejected.id)];
    const object = { type: 'access_request', id: rejected.id };
    expect(ofDealer).toMatchObject([
      { action: 'access_request.reject', actor: { kind: 'user', id: dealer.user.id }, object },
      {
        action: 'access_request.create',
        actor: { kind: 'partner', id: bank.partner.id, name: bank.partner.name },
        object,
        related: [{ type: 'topic', id: topic.id, name: topic.name }],
        address: null,
        userAgent: null,
      },
    ]);
    expect(ofBank).toMatchObject([
      {
        action: 'access_request.reject',
        actor: { kind: 'partner', id: dealer.partner.id, name: dealer.partner.name },
        object,
        related: [{ type: 'topic', id: topic.id, name: topic.name }],
        address: null,
        userAgent: null,
      },
      { action: 'access_request.create', actor: { kind: 'user', id: bank.user.id, name: 'Owner' }, object },
    ]);
    expect(JSON.stringify(ofDealer)).not.toContain(bank.user.id);
    expect(JSON.stringify(ofBank)).not.toContain(dealer.user.id);
  });

  it('has approvals, also those by a grant, and requests that were taken back', async () => {
    const [approved, granted, withdrawn] = [await offer(dealer), await offer(dealer), await offer(dealer)];
    const asked = [await ask(bank, approved), await ask(bank, granted), await ask(bank, withdrawn)];
    await dealer.api.post(`/access-requests/${asked[0]!.id}/approve`, {}).expect(200);
    await grant(dealer, granted, bank);
    await bank.api.post(`/access-requests/${asked[2]!.id}/withdraw`).expect(200);
    for (const { id } of asked.slice(0, 2))
      expect((await entriesOf(bank, id))[0]).toMatchObject({
        action: 'access_request.approve',
        actor: { kind: 'partner', id: dealer.partner.id },
      });
    expect((await entriesOf(dealer, asked[0]!.id))[0]).toMatchObject({
      action: 'access_request.approve',
      actor: { id: dealer.user.id },
    });
    expect((await entriesOf(dealer, asked[2]!.id))[0]).toMatchObject({
      action: 'access_request.withdraw',
      actor: { kind: 'partner', id: bank.partner.id },
    });
    await dealer.api.post(`/access-requests/${asked[2]!.id}/approve`, {}).expect(409);
    expect((await entriesOf(dealer, asked[2]!.id))[0]).toMatchObject({
      outcome: { result: 'refused', code: 'ACCESS_REQUEST_DECIDED' },
    });
    expect(actionsOf(await entriesOf(bank, asked[2]!.id))).toEqual([
      'access_request.withdraw',
      'access_request.create',
    ]);
  });

  it('tells that the platform rejected what was asked for a topic that was deleted', async () => {
    const topic = await offer(dealer);
    const { id } = await ask(bank, topic);
    await dealer.api.delete(`/topics/${topic.id}`).expect(204);
    expect((await entriesOf(bank, id))[0]).toMatchObject({
      action: 'access_request.reject',
      actor: { kind: 'platform' },
      related: [{ type: 'topic', id: topic.id, name: topic.name }],
    });
  });

  it('tells both that a grant ended at its time, once', async () => {
    const topic = await topicOf(dealer, 'leasing');
    await grant(dealer, topic, bank);
    await inTopics('UPDATE topic_grant SET expires_at = now() WHERE topic_id = $1', [topic.id]);
    for (const [reader, other] of [
      [dealer, bank],
      [bank, dealer],
    ] as const) {
      const entry = await eventually(() => lastOf(reader.api, 'grant.expire'));
      expect(entry).toMatchObject({
        actor: { kind: 'platform' },
        object: { type: 'topic', id: topic.id, name: 'leasing' },
        related: [{ type: 'partner', id: other.partner.id, name: other.partner.name }],
      });
      expect((await auditPage(reader.api, '&action=grant.expire')).data).toHaveLength(1);
    }
  });
});
