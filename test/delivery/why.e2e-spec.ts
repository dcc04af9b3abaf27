import type { Explanation, MessageDeliveries } from '@anika/contracts';
import {
  channel,
  type Company,
  company,
  deliveryIn,
  eventually,
  grant,
  publish,
  Receiver,
  subscribe,
} from '@anika/testing';

async function why(reader: Company, messageId: string, query = ''): Promise<MessageDeliveries> {
  const answer = await reader.api.get(`/messages/${messageId}/deliveries${query}`).expect(200);
  return answer.body as MessageDeliveries;
}
const first = async (reader: Company, messageId: string): Promise<Explanation | undefined> =>
  (await why(reader, messageId)).data[0]?.explanation;

describe('Why did a message not arrive?', () => {
  let receiver: Receiver;
  beforeAll(async () => {
    receiver = await Receiver.start();
  });
  afterAll(() => receiver.stop());

  it('tells of each partner and subscription: delivered, subscribed later, not subscribed', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver);
    const [idle, polis] = await Promise.all([company(), company()]);
    await grant(dealer, topic, idle);
    const id = await publish(dealer, topic);
    await deliveryIn(bank, id, 'delivered');
    const second = await subscribe(bank, topic, receiver);
    await grant(dealer, topic, polis);
    await subscribe(polis, topic, receiver);

    const ofBank = await why(bank, id);
    expect(ofBank.data).toMatchObject([
      { subscriptionId: subscription.id, explanation: { code: 'delivered' } },
    ]);
    expect(ofBank.missing).toMatchObject([
      { subscriptionId: second.id, explanation: { code: 'subscribed_later' } },
    ]);
    expect((await why(idle, id)).missing).toMatchObject([
      { partnerId: idle.partner.id, explanation: { code: 'no_subscription' } },
    ]);
    const ofDealer = await why(dealer, id);
    expect(ofDealer.data).toMatchObject([{ partnerId: bank.partner.id, explanation: { code: 'delivered' } }]);
    const missing = new Map(ofDealer.missing?.map((one) => [one.partnerId, one]));
    expect([...missing.keys()].toSorted()).toEqual([idle.partner.id, polis.partner.id].toSorted());
    expect(missing.get(idle.partner.id)?.explanation.code).toBe('no_subscription');
    expect(missing.get(polis.partner.id)).toEqual({
      partnerId: polis.partner.id,
      explanation: {
        code: 'subscribed_later',
        text: 'The grant began after the message was published.',
      },
    });
    await (await company()).api.get(`/messages/${id}/deliveries`).expect(404);
  });

  it('says until when a delivery waits, and tells the publisher nothing of the endpoint', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver, { retrySchedule: [600] });
    receiver.answer(subscription.path, (_, response) => response.writeHead(503).end('the pool is empty'));
    const id = await publish(dealer, topic);
    const { nextAttemptAt } = await deliveryIn(bank, id, 'retrying');
    const told = await first(bank, id);
    expect(told).toMatchObject({ code: 'waiting', until: nextAttemptAt });
    expect(told?.text).toContain('503');
    const toDealer = await why(dealer, id);
    expect(toDealer.data).toMatchObject([{ explanation: { code: 'waiting', until: nextAttemptAt } }]);
    expect(JSON.stringify(toDealer)).not.toMatch(/\b503\b|pool|127\.0\.0\.1|statusCode|status-/);
    await dealer.api.delete(`/topics/${topic.id}/grants/${bank.partner.id}`).expect(204);
    const after = await eventually(async () => {
      const explanation = await first(dealer, id);
      return explanation?.code !== 'waiting' && explanation;
    });
    expect(['no_grant', 'discarded']).toContain(after.code);
  });

  it('says why a delivery is held or dead', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver, { retrySchedule: [] });
    receiver.answer(subscription.path, (_, response) => response.writeHead(500).end());
    const dead = await publish(dealer, topic);
    await deliveryIn(bank, dead, 'dead');
    expect((await first(bank, dead))?.text).toContain('It was the last');
    await bank.api.post(`/subscriptions/${subscription.id}/pause`).expect(200);
    const held = await publish(dealer, topic);
    await deliveryIn(bank, held, 'held');
    expect(await first(dealer, held)).toEqual({
      code: 'held',
      text: 'The subscription is paused. The delivery goes out when it is resumed.',
    });
  });

  it('lists what is missing with the first page alone', async () => {
    const { dealer, bank, topic } = await channel(receiver);
    await subscribe(bank, topic, receiver);
    const id = await publish(dealer, topic);
    await eventually(async () => (await why(bank, id)).data.length === 2);
    const page = await why(bank, id, '?limit=1');
    expect(page).toMatchObject({ data: [{}], missing: [] });
    const next = await why(bank, id, `?limit=1&cursor=${page.nextCursor}`);
    expect(next.data).toHaveLength(1);
    expect(next.data[0]?.id).not.toBe(page.data[0]?.id);
    expect(next).not.toHaveProperty('missing');
  });
});
