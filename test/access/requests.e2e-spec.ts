import type { AccessRequest, Grant, Page } from '@anika/contracts';
import { type Company, company, eventually, grant, operator, publish, topicOf } from '@anika/testing';
import { ask, offer, requestAs, requestsOf, told } from './access';

const FIELDS = ['car', 'client.city'];
const inDays = (days: number) => new Date(Date.now() + days * 24 * 3_600_000).toISOString();

describe('A request for access', () => {
  let dealer: Company;
  let bank: Company;
  let stranger: Company;
  beforeAll(async () => {
    [dealer, bank, stranger] = await Promise.all([company('Dealer'), company('Bank'), company('Stranger')]);
  });

  const grantsOf = async (id: string) =>
    ((await dealer.api.get(`/topics/${id}/grants`).expect(200)).body as Page<Grant>).data;

  it('is made with a purpose, seen by both sides, and approved as it was asked for', async () => {
    const topic = await offer(dealer);
    const expiresAt = inDays(30);
    const asked = await bank.api
      .post(`/topics/${topic.id}/access-requests`, { reason: 'Loans', fields: FIELDS, expiresAt })
      .expect(201);
    const request = asked.body as AccessRequest;
    expect(asked.headers['location']).toBe(`/api/v1/access-requests/${request.id}`);
    expect(request).toMatchObject({
      topicId: topic.id,
      topicName: topic.name,
      ownerId: dealer.partner.id,
      partnerName: bank.partner.name,
      state: 'pending',
      reason: 'Loans',
      fields: FIELDS,
      expiresAt,
      requestedBy: bank.user.id,
      decision: null,
    });
    expect(await requestAs(dealer, request.id)).toEqual({ ...request, requestedBy: null });
    await stranger.api.get(`/access-requests/${request.id}`).expect(404);
    expect(await told(dealer, 'access.requested')).toMatchObject({
      requestId: request.id,
      partnerName: bank.partner.name,
      reason: 'Loans',
      fields: FIELDS,
    });

    const approved = await dealer.api.post(`/access-requests/${request.id}/approve`).expect(200);
    const granted = { fields: FIELDS, expiresAt };
    expect(approved.body).toMatchObject({ state: 'approved', decision: { by: dealer.user.id, granted } });
    expect(await requestAs(bank, request.id)).toMatchObject({ decision: { by: null, granted } });
    expect(await grantsOf(topic.id)).toMatchObject([{ partnerId: bank.partner.id, ...granted }]);
    const id = await publish(dealer, topic, { car: 'Lada', price: 1, client: { city: 'Казань', name: 'И' } });
    const { body } = await bank.api.get(`/messages/${id}`).expect(200);
    expect(body).toMatchObject({ data: { car: 'Lada', client: { city: 'Казань' } } });
    expect(await told(bank, 'access.approved')).toMatchObject({ requestId: request.id, ...granted });
  });

  it('is approved on other terms, of which the owner sees beforehand what they show', async () => {
    const topic = await offer(dealer);
    const id = await publish(dealer, topic, { car: 'Lada', price: 1 });
    const { id: requestId } = await ask(bank, topic, { expiresAt: inDays(400) });
    const preview = await dealer.api.get(`/messages/${id}?fields=car,client.city`).expect(200);
    expect((preview.body as { data: unknown }).data).toEqual({ car: 'Lada' });
    await dealer.api.get(`/messages/${id}?fields=`).expect(422);
    await dealer.api.get(`/messages/${id}?fields=car&as=${bank.partner.id}`).expect(422);
    await bank.api.get(`/messages/${id}?fields=car`).expect(404);
    const terms = { fields: ['car'], expiresAt: null };
    await dealer.api.post(`/access-requests/${requestId}/approve`, terms).expect(200);
    expect(await grantsOf(topic.id)).toMatchObject([terms]);
    await bank.api.get(`/messages/${id}?fields=price`).expect(403);
  });

  it('is rejected with a reason, after which another may be made', async () => {
    const topic = await offer(dealer);
    const { id } = await ask(bank, topic);
    const rejected = await dealer.api
      .post(`/access-requests/${id}/reject`, { reason: 'Sign the contract first' })
      .expect(200);
    expect(rejected.body).toMatchObject({
      state: 'rejected',
      decision: { reason: 'Sign the contract first', granted: null },
    });
    expect(await told(bank, 'access.rejected')).toMatchObject({
      requestId: id,
      reason: 'Sign the contract first',
      topicDeleted: false,
    });
    await bank.api.get(`/topics/${topic.id}/messages`).expect(404);
    for (const verb of ['approve', 'reject']) {
      const late = await dealer.api.post(`/access-requests/${id}/${verb}`, {}).expect(409);
      expect(late.body).toMatchObject({ code: 'ACCESS_REQUEST_DECIDED' });
    }
    const next = await ask(bank, topic);
    expect(await requestsOf(bank, `/topics/${topic.id}/access-requests`)).toMatchObject([
      { id: next.id },
      { id },
    ]);
  });

  it('is withdrawn by who asked, and decided by nobody but the owner', async () => {
    const topic = await offer(dealer);
    const { id } = await ask(bank, topic);
    await bank.api.post(`/access-requests/${id}/approve`, {}).expect(403);
    await dealer.api.post(`/access-requests/${id}/withdraw`).expect(403);
    for (const verb of ['approve', 'reject', 'withdraw'])
      await stranger.api.post(`/access-requests/${id}/${verb}`, {}).expect(404);
    const withdrawn = await bank.api.post(`/access-requests/${id}/withdraw`).expect(200);
    expect(withdrawn.body).toMatchObject({ state: 'withdrawn', decision: { by: bank.user.id } });
    expect(await requestAs(dealer, id)).toMatchObject({ state: 'withdrawn', decision: { by: null } });
    await bank.api.post(`/access-requests/${id}/withdraw`).expect(409);
  });

  it('is refused where there is nothing to ask for', async () => {
    const topic = await offer(dealer);
    const path = `/topics/${topic.id}/access-requests`;
    const reason = 'Loans';
    const bad = await bank.api.post(path, { fields: [], expiresAt: 'soon', more: 1 }).expect(422);
    const { errors } = bad.body as { errors: { pointer: string }[] };
    expect(errors.map(({ pointer }) => pointer).toSorted()).toEqual([
      '/expiresAt',
      '/fields',
      '/more',
      '/reason',
    ]);
    const past = await bank.api.post(path, { reason, expiresAt: inDays(-1) }).expect(422);
    expect(past.body).toMatchObject({ errors: [{ pointer: '/expiresAt' }] });
    const own = await dealer.api.post(path, { reason }).expect(422);
    expect(own.body).toMatchObject({ errors: [{ pointer: ':topicId' }] });
    const hidden = await topicOf(dealer);
    await bank.api.post(`/topics/${hidden.id}/access-requests`, { reason }).expect(404);
    await bank.api.get(`/topics/${hidden.id}/access-requests`).expect(404);
    const { id } = await ask(bank, topic);
    const again = await bank.api.post(path, { reason }).expect(409);
    expect(again.body).toMatchObject({ code: 'ACCESS_REQUESTED', detail: expect.stringContaining(id) });
    await grant(dealer, topic, bank);
    const granted = await bank.api.post(path, { reason }).expect(409);
    expect(granted.body).toMatchObject({ code: 'ACCESS_GRANTED' });
  });

  it('is approved by a grant that is given directly', async () => {
    const topic = await offer(dealer);
    const { id } = await ask(bank, topic, { fields: FIELDS });
    await grant(dealer, topic, bank);
    expect(await requestAs(bank, id)).toMatchObject({
      state: 'approved',
      decision: { granted: { fields: null, expiresAt: null } },
    });
  });

  it('stands in lists over all topics, with counts of what waits', async () => {
    const [owner, reader] = await Promise.all([company('Owner'), company('Reader')]);
    const topics = await Promise.all([offer(owner), offer(owner), offer(owner)]);
    const ids: string[] = [];
    for (const topic of topics) ids.push((await ask(reader, topic)).id);
    await owner.api.post(`/access-requests/${ids[0]}/reject`, {}).expect(200);
    const counts = async ({ api }: Company) => (await api.get('/access-requests/counts').expect(200)).body;
    expect(await counts(owner)).toEqual({ incoming: 2, outgoing: 0 });
    expect(await counts(reader)).toEqual({ incoming: 0, outgoing: 2 });
    const idsAt = async (reads: Company, query: string) =>
      (await requestsOf(reads, `/access-requests?${query}`)).map(({ id }) => id);
    expect(await idsAt(owner, '')).toEqual(ids.toReversed());
    expect(await idsAt(owner, 'direction=outgoing')).toEqual([]);
    expect(await idsAt(reader, 'direction=outgoing&state=pending')).toEqual([ids[2], ids[1]]);
    expect(await idsAt(reader, 'direction=outgoing&state=rejected')).toEqual([ids[0]]);
    const first = await owner.api.get('/access-requests?limit=2').expect(200);
    const { nextCursor } = first.body as Page<AccessRequest>;
    expect(await idsAt(owner, `limit=2&cursor=${nextCursor}`)).toEqual([ids[0]]);
    await owner.api.get('/access-requests?state=open').expect(422);
    await owner.api.get('/access-requests?cursor=x').expect(422);
  });

  it('ends with its topic: rejected by the platform, and still there to be read', async () => {
    const topic = await offer(dealer);
    const insurer = await company('Insurer');
    await grant(dealer, topic, insurer);
    const { id } = await ask(stranger, topic);
    await dealer.api.delete(`/topics/${topic.id}`).expect(204);
    expect(await told(stranger, 'access.rejected')).toMatchObject({ requestId: id, topicDeleted: true });
    expect(await told(insurer, 'access.revoked')).toMatchObject({ topicId: topic.id, topicDeleted: true });
    for (const reader of [dealer, stranger])
      expect(await requestAs(reader, id)).toMatchObject({
        state: 'rejected',
        topicTitle: topic.title,
        decision: { by: null, reason: 'The topic was deleted.' },
      });
    await dealer.api.post(`/access-requests/${id}/approve`, {}).expect(409);
  });

  it('waits while a partner is suspended; what a suspended owner has is not to be asked for', async () => {
    const admin = await operator();
    const setStatus = ({ partner }: Company, status: string) =>
      admin.patch(`/partners/${partner.id}`, { status }).expect(200);
    const [owner, reader] = await Promise.all([company('Owner'), company('Reader')]);
    const [topic, other] = await Promise.all([offer(owner), offer(owner)]);
    const { id } = await ask(reader, topic);
    await setStatus(owner, 'suspended');
    await eventually(
      async () =>
        (await reader.api.post(`/topics/${other.id}/access-requests`, { reason: 'x' })).status === 404,
      { what: 'the suspension' },
    );
    expect(await requestAs(reader, id)).toMatchObject({ state: 'pending' });
    await setStatus(owner, 'active');
    await setStatus(reader, 'suspended');
    await eventually(async () => (await owner.api.get(`/access-requests/${id}`)).status === 200);
    await owner.api.post(`/access-requests/${id}/approve`, {}).expect(200);
    await setStatus(reader, 'active');
    await eventually(async () => (await reader.api.get(`/topics/${topic.id}`)).status === 200);
    expect(await requestAs(reader, id)).toMatchObject({ state: 'approved' });
  });

  it('is listed by the company on the other side', async () => {
    const topic = await offer(dealer);
    const other = await company('Other');
    const [mine, theirs] = [await ask(bank, topic), await ask(other, topic)];
    const ids = async (reader: Company, query: string) => {
      const { body } = await reader.api.get(`/access-requests?state=pending&${query}`).expect(200);
      return (body as Page<AccessRequest>).data.map(({ id }) => id);
    };
    expect(await ids(dealer, `partnerId=${other.partner.id}`)).toEqual([theirs.id]);
    expect(await ids(bank, `direction=outgoing&partnerId=${dealer.partner.id}`)).toContain(mine.id);
    expect(await ids(bank, `direction=outgoing&partnerId=${other.partner.id}`)).toEqual([]);
  });
});
