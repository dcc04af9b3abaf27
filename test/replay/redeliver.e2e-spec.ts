import { channel, deliveryIn, publish, Receiver, stack } from '@anika/testing';
import type { Delivery } from '@anika/contracts';
import { Redis } from 'ioredis';

describe('Redelivering', () => {
  const receiver = Receiver.forSuite();
  const answerWith = (path: string, status: number) =>
    receiver.answer(path, (_, response) => response.writeHead(status).end());

  it('redelivers one: a dead one starts again, a delivered one stays delivered whatever comes of it', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver, { retrySchedule: [] });
    const { path } = subscription;
    answerWith(path, 500);
    const id = await publish(dealer, topic);
    const dead = await deliveryIn(bank, id, 'dead');
    answerWith(path, 204);
    const answer = await bank.api.post(`/deliveries/${dead.id}/redeliver`).expect(202);
    expect((answer.body as Delivery).id).toBe(dead.id);
    const delivered = await deliveryIn(bank, id, 'delivered');
    expect(delivered.attempts.map(({ number, statusCode }) => [number, statusCode])).toEqual([
      [1, 500],
      [2, 204],
    ]);

    for (const status of [500, 410, 429]) {
      const before = receiver.at(path).length;
      answerWith(path, status);
      await bank.api.post(`/subscriptions/${subscription.id}/resume`).expect(200);
      await bank.api.post(`/deliveries/${dead.id}/redeliver`).expect(202);
      await receiver.wait(path, before + 1);
      const after = await deliveryIn(bank, id, 'delivered');
      expect(after.attempts.at(-1)).toMatchObject({ number: before + 1, statusCode: status });
    }
    expect(new Set(receiver.at(path).map(({ body }) => body.toString())).size).toBe(1);
    const redis = new Redis(stack().servers.redis!.url!);
    const jobs = await redis.keys(`{anika}:dead-letter:${dead.id}.*`);
    await redis.quit();
    expect(jobs).toEqual([`{anika}:dead-letter:${dead.id}.0`]);
  });

  it('refuses to redeliver what is being attempted, and what its subscription has no right to any more', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver);
    let answerNow: (() => void) | undefined;
    receiver.answer(subscription.path, (_, response) => {
      answerNow = () => response.writeHead(204).end();
    });
    const id = await publish(dealer, topic);
    const pending = await deliveryIn(bank, id, 'pending');
    const busy = await bank.api.post(`/deliveries/${pending.id}/redeliver`).expect(409);
    expect(busy.body).toMatchObject({ code: 'DELIVERY_IN_FLIGHT' });
    answerNow!();
    await deliveryIn(bank, id, 'delivered');
    await dealer.api.delete(`/topics/${topic.id}/grants/${bank.partner.id}`).expect(204);
    const revoked = {
      code: 'SUBSCRIPTION_INACTIVE',
      detail: 'You have no access to its topic any more.',
    };
    const replay = bank.api.post(`/subscriptions/${subscription.id}/replay`, { only: 'all' });
    expect((await replay.expect(409)).body).toMatchObject(revoked);
    const again = bank.api.post(`/deliveries/${pending.id}/redeliver`);
    expect((await again.expect(409)).body).toMatchObject(revoked);
    expect(receiver.at(subscription.path)).toHaveLength(1);
  });

  it('holds what its subscription cannot take now, and sends it on resume', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver);
    const id = await publish(dealer, topic);
    const delivered = await deliveryIn(bank, id, 'delivered');
    await bank.api.post(`/subscriptions/${subscription.id}/pause`).expect(200);
    const held = await bank.api.post(`/deliveries/${delivered.id}/redeliver`).expect(202);
    expect(held.body).toMatchObject({ state: 'held', reason: 'paused' });
    await bank.api.post(`/subscriptions/${subscription.id}/resume`).expect(200);
    await receiver.wait(subscription.path, 2);
    expect((await deliveryIn(bank, id, 'delivered')).attempts).toHaveLength(2);
  });
});
