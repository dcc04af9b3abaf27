import type { Subscription, Topic } from '@anika/contracts';
import { type Company, company, grant, Receiver, subscribe, topicOf } from '@anika/testing';

describe('Subscriptions', () => {
  let receiver: Receiver;
  let dealer: Company;
  let bank: Company;
  let topic: Topic;
  beforeAll(async () => {
    receiver = await Receiver.start();
    [dealer, bank] = await Promise.all([company(), company()]);
    topic = await topicOf(dealer);
    await grant(dealer, topic, bank);
  });
  afterAll(() => receiver.stop());

  it('are made by granted partners; the secret is shown once', async () => {
    const created = await bank.api
      .post('/subscriptions', { topicId: topic.id, url: receiver.url('/a') })
      .expect(201);
    const { id, secret } = created.body as { id: string; secret: string };
    expect(created.headers['location']).toBe(`/api/v1/subscriptions/${id}`);
    expect(Buffer.from(secret.replace('whsec_', ''), 'base64')).toHaveLength(32);
    const read = await bank.api.get(`/subscriptions/${id}`).expect(200);
    expect(read.body).toMatchObject({ topicId: topic.id, partnerId: bank.partner.id, status: 'active' });
    expect(read.text).not.toContain('whsec_');
    const list = await bank.api.get(`/subscriptions?topicId=${topic.id}`).expect(200);
    expect((list.body as { data: Subscription[] }).data.map((entry) => entry.id)).toContain(id);
  });

  it('belong to their partner: even the topic owner sees none of them', async () => {
    const { id } = await subscribe(bank, topic, receiver);
    const other = await company();
    for (const { api } of [dealer, other]) {
      await api.get(`/subscriptions/${id}`).expect(404);
      await api.patch(`/subscriptions/${id}`, { url: receiver.url('/x') }).expect(404);
      await api.delete(`/subscriptions/${id}`).expect(404);
      for (const action of ['pause', 'resume', 'rotate-secret', 'test']) {
        await api.post(`/subscriptions/${id}/${action}`, {}).expect(404);
      }
    }
  });

  it.each([
    ['http://10.0.0.1/hook', 'ENDPOINT_REFUSED'],
    ['http://169.254.169.254/latest/meta-data', 'ENDPOINT_REFUSED'],
    ['http://[::1]/hook', 'ENDPOINT_REFUSED'],
    ['http://0x7f.1.example.invalid/', 'ENDPOINT_REFUSED'],
    ['https://user:password@127.0.0.1/', 'ENDPOINT_REFUSED'],
    ['ftp://127.0.0.1/', 'ENDPOINT_REFUSED'],
    ['not a url', 'ENDPOINT_REFUSED'],
  ])('refuse the endpoint %s', async (url, code) => {
    const answer = await bank.api.post('/subscriptions', { topicId: topic.id, url }).expect(422);
    expect(answer.body).toMatchObject({ code });
  });

  it('refuse headers that would change the webhook', async () => {
    for (const name of ['Host', 'Content-Length', 'Webhook-Id', 'Connection', 'Transfer-Encoding']) {
      await bank.api
        .post('/subscriptions', { topicId: topic.id, url: receiver.url('/h'), headers: { [name]: 'x' } })
        .expect(422);
    }
    await bank.api
      .post('/subscriptions', {
        topicId: topic.id,
        url: receiver.url('/h'),
        headers: { 'X-A': 'a\r\nX-B: b' },
      })
      .expect(422);
  });

  it('are changed by merge patch, paused, resumed and deleted', async () => {
    const { id } = await subscribe(bank, topic, receiver, undefined, { retrySchedule: [1, 2] });
    const patched = await bank.api
      .patch(`/subscriptions/${id}`, { url: receiver.url('/new'), retrySchedule: null })
      .expect(200);
    expect(patched.body).toMatchObject({ url: receiver.url('/new'), retrySchedule: null });
    await bank.api.patch(`/subscriptions/${id}`, { topicId: topic.id }).expect(422);
    expect((await bank.api.post(`/subscriptions/${id}/pause`).expect(200)).body).toMatchObject({
      status: 'paused',
    });
    expect((await bank.api.post(`/subscriptions/${id}/resume`).expect(200)).body).toMatchObject({
      status: 'active',
    });
    await bank.api.delete(`/subscriptions/${id}`).expect(204);
    await bank.api.get(`/subscriptions/${id}`).expect(404);
  });

  it('need a retry schedule within its limits', async () => {
    const make = (retrySchedule: unknown) =>
      bank.api.post('/subscriptions', { topicId: topic.id, url: receiver.url('/s'), retrySchedule });
    await make(Array.from({ length: 50 }, () => 1)).expect(422);
    await make([-1]).expect(422);
    await make([604_801]).expect(422);
    await make(Array.from({ length: 49 }, () => 604_800)).expect(201);
  });
});
