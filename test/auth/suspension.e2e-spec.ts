import {
  anonymous,
  channel,
  Client,
  eventually,
  heldBySuspension,
  operator,
  PASSWORD,
  Receiver,
  stack,
} from '@anika/testing';
import request from 'supertest';

/** From the answer to the operator on. */
const WITHIN_MS = 5000;

describe('A suspended partner', () => {
  const receiver = Receiver.forSuite();

  it('is out within five seconds, with session, token and key, its deliveries are held; and back when resumed', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver);
    const created = await bank.api.post('/api-keys', { name: 'CRM', scopes: ['topics:read'] }).expect(201);
    const opened = await anonymous
      .post('/auth/session', { email: bank.email, password: PASSWORD })
      .expect(204);
    const cookie = (opened.headers['set-cookie'] as unknown as string[])[0]!.split(';')[0]!;
    const key = new Client((created.body as { key: string }).key);
    const credentials = [
      () => bank.api.get('/topics'),
      () => key.get('/topics'),
      () => request(stack().url).get('/api/v1/topics').set('cookie', cookie),
    ];
    let lastLetIn = 0;
    const statuses = async () => {
      const askedAt = performance.now();
      const answers = await Promise.all(credentials.map((call) => call()));
      if (answers.some(({ status }) => status === 200)) lastLetIn = askedAt;
      return answers.map(({ status }) => status);
    };
    const all = (status: number) => async () => (await statuses()).every((each) => each === status);
    expect(await statuses()).toEqual([200, 200, 200]);

    const platform = await operator();
    const setStatus = (status: string) =>
      platform.patch(`/partners/${bank.partner.id}`, { status }).expect(200);
    await setStatus('suspended');
    const since = performance.now();
    const heldId = await heldBySuspension(dealer, topic);
    await eventually(all(401), { what: 'the end of all access' });
    expect(lastLetIn - since).toBeLessThan(WITHIN_MS);
    await anonymous
      .post('/auth/token', { grant_type: 'password', username: bank.email, password: PASSWORD })
      .expect(400);

    await setStatus('active');
    await eventually(all(200), { what: 'access' });
    await eventually(() => receiver.at(subscription.path).some(({ messageId }) => messageId === heldId));
  });
});
