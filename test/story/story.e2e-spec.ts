import { type Company, company, grant, publish, Receiver, subscribe, topicOf } from '@anika/testing';
import type { CreatedSubscription, Topic } from '@anika/contracts';
import { Webhook } from 'standardwebhooks';

/** The story that must always work: a dealer's client picks a car, the bank hears of it at once, the insurer does not. */
describe('The story of a car choice', () => {
  let receiver: Receiver;
  let dealer: Company;
  let bank: Company;
  let insurer: Company;
  let topic: Topic;
  let subscription: CreatedSubscription & { path: string };

  beforeAll(async () => {
    receiver = await Receiver.start();
    [dealer, bank, insurer] = await Promise.all([
      company('АвтоЭкспресс'),
      company('ЭкспоБанк'),
      company('Полис'),
    ]);
    topic = await topicOf(dealer, 'car-choice');
    await grant(dealer, topic, bank);
    subscription = await subscribe(bank, topic, receiver, '/bank');
  });
  afterAll(() => receiver.stop());

  it('delivers what the dealer publishes to the bank as a signed webhook, byte for byte', async () => {
    const data =
      '{"client":{"name":"Иван Петров"},"car":"Lada Vesta","n":12345678901234567890,"x":1e21,"я":"\\u0041"}';
    const accepted = await dealer.api
      .postRaw(`/topics/${topic.id}/messages`, `{"type":"car.chosen","data":${data}}`)
      .expect(202);
    const { id, createdAt } = accepted.body as { id: string; createdAt: string };
    expect(accepted.headers['location']).toBe(`/api/v1/messages/${id}`);

    const [webhook] = await receiver.wait('/bank');
    expect(webhook?.body.toString()).toBe(
      `{"id":"${id}","type":"car.chosen","timestamp":"${createdAt}","topic":{"id":"${topic.id}","name":"car-choice"},` +
        `"publisher":{"id":"${dealer.partner.id}"},"data":${data}}`,
    );
    expect(webhook?.headers['content-type']).toBe('application/json');
    expect(webhook?.headers['webhook-id']).toBe(id);
    expect(webhook?.headers['anika-attempt']).toBe('1');
    expect(() =>
      new Webhook(subscription.secret!).verify(webhook!.body, webhook!.headers as Record<string, string>),
    ).not.toThrow();
    expect(receiver.failures).toEqual([]);
  });

  it('refuses the signature of anybody else', async () => {
    const [webhook] = await receiver.wait('/bank');
    const foreign = new Webhook('whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw');
    expect(() => foreign.verify(webhook!.body, webhook!.headers as Record<string, string>)).toThrow();
  });

  it('shows nothing to the insurer: not the topic, not its messages, and no way to subscribe', async () => {
    const id = await publish(dealer, topic);
    await insurer.api.get(`/topics/${topic.id}`).expect(404);
    await insurer.api.get(`/topics/${topic.id}/messages`).expect(404);
    await insurer.api.get(`/messages/${id}`).expect(404);
    await insurer.api.post(`/topics/${topic.id}/messages`, { type: 'x', data: 1 }).expect(404);
    await insurer.api
      .post('/subscriptions', { topicId: topic.id, url: receiver.url('/insurer') })
      .expect(404);
    const shared = await insurer.api.get('/topics?scope=shared').expect(200);
    expect(shared.body).toEqual({ data: [], nextCursor: null });
    await receiver.wait('/bank', 2);
    expect(receiver.at('/insurer')).toEqual([]);
  });
});
