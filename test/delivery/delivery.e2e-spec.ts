import {
  type Company,
  channel,
  company,
  deliveryIn,
  eventually,
  grant,
  publish,
  Receiver,
  retryNow,
  subscribe,
  topicOf,
} from '@anika/testing';
import type { Attempt, Delivery } from '@anika/contracts';
import { Webhook } from 'standardwebhooks';

describe('Delivery', () => {
  const receiver = Receiver.forSuite();

  it('repeats a failed attempt with the same id, a new timestamp and its number until it succeeds', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver, { retrySchedule: [1.5, 1.5] });
    receiver.answer(subscription.path, ({ attempt }, response) =>
      response.writeHead(attempt < 3 ? 500 : 200).end('no'),
    );
    const id = await publish(dealer, topic);
    const attempts = await receiver.wait(subscription.path, 3);
    expect(attempts.map(({ messageId, attempt }) => [messageId, attempt])).toEqual([
      [id, 1],
      [id, 2],
      [id, 3],
    ]);
    expect(new Set(attempts.map(({ headers }) => headers['webhook-timestamp'])).size).toBe(3);
    const delivery = await deliveryIn(bank, id, 'delivered');
    expect(delivery.attempts.map(({ number, statusCode }) => [number, statusCode])).toEqual([
      [1, 500],
      [2, 500],
      [3, 200],
    ]);
    expect(delivery.attempts[0]?.response).toBe('no');
  });

  it('gives up after the last attempt: the delivery is dead and says why', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver, { retrySchedule: [0.1, 0.1] });
    receiver.answer(subscription.path, (_, response) => response.writeHead(503).end());
    const id = await publish(dealer, topic);
    const delivery = await deliveryIn(bank, id, 'dead');
    expect(delivery).toMatchObject({ reason: 'attempts_exhausted', subscriptionId: subscription.id });
    expect(delivery.attempts).toHaveLength(3);
    expect(receiver.at(subscription.path)).toHaveLength(3);
  });

  it('stops the retries of a partner whose grant was revoked', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver, { retrySchedule: [3600] });
    receiver.answer(subscription.path, (_, response) => response.writeHead(500).end());
    const id = await publish(dealer, topic);
    const waiting = await deliveryIn(bank, id, 'retrying');
    await dealer.api.delete(`/topics/${topic.id}/grants/${bank.partner.id}`).expect(204);
    await retryNow(waiting);
    const summary = await eventually(async () => {
      const answer = await dealer.api.get(`/messages/${id}/deliveries`).expect(200);
      return (answer.body as { data: Delivery[] }).data.find(({ state }) => state === 'discarded');
    });
    expect(summary.reason).toBe('access_revoked');
    expect(receiver.at(subscription.path)).toHaveLength(1);
  });

  it('stops the retries of a deleted subscription', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver, { retrySchedule: [3600] });
    receiver.answer(subscription.path, (_, response) => response.writeHead(500).end());
    const id = await publish(dealer, topic);
    const waiting = await deliveryIn(bank, id, 'retrying');
    await bank.api.delete(`/subscriptions/${subscription.id}`).expect(204);
    await retryNow(waiting);
    await eventually(async () => {
      const answer = await dealer.api.get(`/messages/${id}/deliveries`).expect(200);
      return (answer.body as { data: Delivery[] }).data.find(
        ({ reason }) => reason === 'subscription_deleted',
      );
    });
    expect(receiver.at(subscription.path)).toHaveLength(1);
  });

  it('does not send what was published before the grant, nor between a revocation and a new grant', async () => {
    const [dealer, bank] = await Promise.all([company(), company()]);
    const topic = await topicOf(dealer);
    await publish(dealer, topic, 'before the grant');
    await grant(dealer, topic, bank);
    const { path } = await subscribe(bank, topic, receiver);
    await publish(dealer, topic, 'granted');
    await receiver.wait(path);
    await dealer.api.delete(`/topics/${topic.id}/grants/${bank.partner.id}`).expect(204);
    await publish(dealer, topic, 'between');
    await grant(dealer, topic, bank);
    await publish(dealer, topic, 'granted again');
    await receiver.wait(path, 2);
    const sent = receiver.at(path).map(({ body }) => (JSON.parse(body.toString()) as { data: string }).data);
    expect(sent).toEqual(['granted', 'granted again']);
  });

  it('holds the deliveries of a paused subscription and releases them on resume', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver);
    await bank.api.post(`/subscriptions/${subscription.id}/pause`).expect(200);
    const ids = [];
    for (let n = 0; n < 5; n += 1) ids.push(await publish(dealer, topic, n));
    for (const id of ids)
      expect(await deliveryIn(bank, id, 'held')).toMatchObject({ reason: 'paused', attempts: [] });
    expect(receiver.at(subscription.path)).toEqual([]);
    await bank.api.post(`/subscriptions/${subscription.id}/resume`).expect(200);
    const webhooks = await receiver.wait(subscription.path, 5);
    expect(new Set(webhooks.map(({ messageId }) => messageId))).toEqual(new Set(ids));
    for (const id of ids) await deliveryIn(bank, id, 'delivered');
  });

  it('disables a subscription whose endpoint is gone (410) and keeps the delivery', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver);
    receiver.answer(subscription.path, (_, response) => response.writeHead(410).end());
    const id = await publish(dealer, topic);
    await deliveryIn(bank, id, 'held');
    const state = await bank.api.get(`/subscriptions/${subscription.id}`).expect(200);
    expect(state.body).toMatchObject({ status: 'disabled', statusReason: 'gone' });
    receiver.answer(subscription.path, (_, response) => response.writeHead(204).end());
    await bank.api.post(`/subscriptions/${subscription.id}/resume`).expect(200);
    await deliveryIn(bank, id, 'delivered');
  });

  it('never follows a redirect', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver, { retrySchedule: [] });
    receiver.answer(subscription.path, (_, response) =>
      response.writeHead(302, { location: receiver.url('/elsewhere') }).end(),
    );
    const id = await publish(dealer, topic);
    const delivery = await deliveryIn(bank, id, 'dead');
    expect(delivery.attempts[0]).toMatchObject({ statusCode: 302 });
    expect(receiver.at('/elsewhere')).toEqual([]);
  });

  it('signs with both secrets while a rotated one overlaps', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver);
    const rotated = await bank.api.post(`/subscriptions/${subscription.id}/rotate-secret`, {}).expect(200);
    const { secret } = rotated.body as { secret: string };
    expect(secret).not.toBe(subscription.secret);
    await publish(dealer, topic);
    const [webhook] = await receiver.wait(subscription.path);
    for (const each of [subscription.secret, secret]) {
      new Webhook(each).verify(webhook!.body, webhook!.headers as Record<string, string>);
    }
    expect(String(webhook!.headers['webhook-signature']).split(' ')).toHaveLength(2);
  });

  it('sends the custom headers and tells their names only', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver, {
      headers: { 'X-Api-Key': 's3cret-value' },
    });
    await publish(dealer, topic);
    const [webhook] = await receiver.wait(subscription.path);
    expect(webhook?.headers['x-api-key']).toBe('s3cret-value');
    const state = await bank.api.get(`/subscriptions/${subscription.id}`).expect(200);
    expect(state.body).toMatchObject({ headerNames: ['X-Api-Key'] });
    expect(state.text).not.toContain('s3cret-value');
  });

  it('sends a test event on demand and answers the attempt', async () => {
    const { bank, subscription } = await channel(receiver);
    const answer = await bank.api.post(`/subscriptions/${subscription.id}/test`).expect(200);
    expect(answer.body as Attempt).toMatchObject({ number: 1, statusCode: 204 });
    const [webhook] = receiver.at(subscription.path);
    expect(JSON.parse(webhook!.body.toString())).toMatchObject({ type: 'anika.test' });
  });

  it('shows the publisher partner, state and times, never the endpoint or its answer', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver);
    receiver.answer(subscription.path, (_, response) => response.writeHead(200).end('private answer'));
    const id = await publish(dealer, topic);
    await deliveryIn(bank, id, 'delivered');
    const seen = await dealer.api.get(`/messages/${id}/deliveries`).expect(200);
    expect((seen.body as { data: Delivery[] }).data).toMatchObject([
      { partnerId: bank.partner.id, state: 'delivered' },
    ]);
    expect(seen.text).not.toContain('private answer');
    expect(seen.text).not.toContain('127.0.0.1');
    expect(seen.text).not.toContain(subscription.id);
    const own = await bank.api.get(`/subscriptions/${subscription.id}/deliveries`).expect(200);
    const [delivery] = (own.body as { data: Delivery[] }).data;
    expect(delivery).toMatchObject({ messageId: id, state: 'delivered' });
    await bank.api.get(`/deliveries/${delivery!.id}`).expect(200);
    await dealer.api.get(`/deliveries/${delivery!.id}`).expect(404);
    await dealer.api.get(`/subscriptions/${subscription.id}/deliveries`).expect(404);
  });

  it('delivers to every subscriber although one of them hangs', async () => {
    const { dealer, topic, subscription } = await channel(receiver);
    const hanging = await company();
    await grant(dealer, topic, hanging);
    const { path } = await subscribe(hanging, topic, receiver);
    receiver.answer(path, () => undefined);
    const ids = await Promise.all(Array.from({ length: 20 }, (_, n) => publish(dealer, topic, n)));
    const arrived = await receiver.wait(subscription.path, 20);
    expect(new Set(arrived.map(({ messageId }) => messageId))).toEqual(new Set(ids));
  });

  it('delivers each message to an owner who subscribes to its own topic', async () => {
    const dealer: Company = await company();
    const topic = await topicOf(dealer);
    const { path } = await subscribe(dealer, topic, receiver);
    const id = await publish(dealer, topic);
    expect((await receiver.wait(path))[0]?.messageId).toBe(id);
  });
});
