import type { Grant, Message, Problem, Topic } from '@anika/contracts';
import { type Company, company, publish, topicOf } from '@anika/testing';
import { ask, inTopics, offer, requestAs } from '../access/access';

const END = '2036-06-01T00:00:00.000Z';

describe('What limits a grant', () => {
  let dealer: Company;
  let bank: Company;
  let topic: Topic;
  beforeAll(async () => {
    [dealer, bank] = await Promise.all([company('Dealer'), company('Bank')]);
  });
  beforeEach(async () => {
    topic = await topicOf(dealer);
  });

  const put = (limits?: object) => dealer.api.put(`/topics/${topic.id}/grants/${bank.partner.id}`, limits);
  const told = ({ body }: { body: unknown }) =>
    (body as Problem).errors?.map(({ pointer, code }) => `${pointer} ${code}`);
  const limitsNow = async () => {
    const { body } = await dealer.api.get(`/topics/${topic.id}/grants`).expect(200);
    const [{ fields, expiresAt }] = (body as { data: [Grant] }).data;
    return { fields, expiresAt };
  };

  it('is not taken away by leaving it out, only by null', async () => {
    await put({ fields: ['car'], expiresAt: END }).expect(201);
    expect(told(await put().expect(422))).toEqual(['/fields REQUIRED', '/expiresAt REQUIRED']);
    expect(told(await put({ fields: ['price'] }).expect(422))).toEqual(['/expiresAt REQUIRED']);
    expect(told(await put({ expiresAt: null }).expect(422))).toEqual(['/fields REQUIRED']);
    expect(await limitsNow()).toEqual({ fields: ['car'], expiresAt: END });
    await put({ fields: ['price'], expiresAt: END }).expect(200);
    await put({ fields: null, expiresAt: END }).expect(200);
    expect(await limitsNow()).toEqual({ fields: null, expiresAt: END });
    await put({ expiresAt: null }).expect(200);
    expect((await put().expect(200)).body).toMatchObject({ fields: null, expiresAt: null });
  });

  it('need not be named again once the grant has ended: it is a new one', async () => {
    await put({ fields: ['car'], expiresAt: END }).expect(201);
    await inTopics('UPDATE topic_grant SET expires_at = now() WHERE topic_id = $1', [topic.id]);
    expect((await put().expect(201)).body).toMatchObject({ fields: null, expiresAt: null });
  });

  it('is below data: what begins with data would hide everything and is refused, with what to write', async () => {
    const refused = await put({ fields: ['price', 'data.car.model', 'data'] }).expect(422);
    expect(told(refused)).toEqual(['/fields/1 INVALID', '/fields/2 INVALID']);
    expect((refused.body as Problem).errors?.[0]?.message).toContain('write car.model.');
    await put({ fields: ['database', 'car.data'] }).expect(201);
  });

  it('may begin with data where a contract tells of a member of that name', async () => {
    const schema = { type: 'object', properties: { data: { type: 'object' } } };
    await dealer.api.put(`/topics/${topic.id}/contract/car.chosen`, { schema }).expect(201);
    await put({ fields: ['data.car'] }).expect(201);
    const id = await publish(dealer, topic, { data: { car: 'Lada', price: 1 }, car: 'Niva' });
    const { body } = await bank.api.get(`/messages/${id}`).expect(200);
    expect((body as Message).data).toEqual({ data: { car: 'Lada' } });
  });

  it('is looked at so in requests for access and in their approval, too', async () => {
    topic = await offer(dealer);
    const reason = 'To offer loans';
    const asked = await bank.api
      .post(`/topics/${topic.id}/access-requests`, { reason, fields: ['data.car'] })
      .expect(422);
    expect(told(asked)).toEqual(['/fields/0 INVALID']);
    const { id } = await ask(bank, topic, { fields: ['car'] });
    const approved = await dealer.api
      .post(`/access-requests/${id}/approve`, { fields: ['data.car'] })
      .expect(422);
    expect(told(approved)).toEqual(['/fields/0 INVALID']);
    expect(await requestAs(bank, id)).toMatchObject({ state: 'pending' });
  });
});
