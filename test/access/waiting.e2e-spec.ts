import type { WaitingDeliveries } from '@anika/contracts';
import { channel, type Company, company, deliveryIn, publish, Receiver, subscribe } from '@anika/testing';

describe('What waits for a partner', () => {
  const receiver = Receiver.forSuite();
  const waiting = async ({ api }: Company, topicId: string, to: Company) =>
    (await api.get(`/topics/${topicId}/grants/${to.partner.id}/waiting`).expect(200))
      .body as WaitingDeliveries;

  it('is counted for the owner: held, and to be tried again, of that partner alone; revoking drops it', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver, { retrySchedule: [3600] });
    const other = await company();
    const paused = await subscribe(bank, topic, receiver);
    await bank.api.post(`/subscriptions/${paused.id}/pause`).expect(200);
    expect(await waiting(dealer, topic.id, bank)).toEqual({ count: 0, hasMore: false });
    receiver.answer(subscription.path, (_, response) => response.writeHead(500).end());
    const id = await publish(dealer, topic);
    await deliveryIn(bank, id, 'retrying');
    await deliveryIn(bank, id, 'held');
    expect(await waiting(dealer, topic.id, bank)).toEqual({ count: 2, hasMore: false });
    expect(await waiting(dealer, topic.id, other)).toEqual({ count: 0, hasMore: false });
    await dealer.api.delete(`/topics/${topic.id}/grants/${bank.partner.id}`).expect(204);
    expect(await waiting(dealer, topic.id, bank)).toEqual({ count: 0, hasMore: false });
  });

  it('is told to the owner alone', async () => {
    const { bank, topic } = await channel(receiver);
    const stranger = await company();
    const path = `/topics/${topic.id}/grants/${bank.partner.id}/waiting`;
    await bank.api.get(path).expect(403);
    await stranger.api.get(path).expect(404);
  });
});
