import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Delivery } from '@anika/contracts';
import {
  channel,
  company,
  deliveryIn,
  endSoon,
  eventsTopicOf,
  eventually,
  grant,
  publish,
  Receiver,
  retryNow,
  subscribe,
  topicOf,
} from '@anika/testing';
import { ask, inTopics, offer, told, toldAll } from './access';

const DAY_MS = 24 * 3_600_000;

describe('What becomes of access', () => {
  const receiver = Receiver.forSuite();

  it('is told to the partner as a signed webhook, each change once and in order', async () => {
    const [dealer, bank] = await Promise.all([company('Dealer'), company('Bank')]);
    const topic = await topicOf(dealer);
    const { path } = await subscribe(bank, await eventsTopicOf(bank), receiver);
    const grants = `/topics/${topic.id}/grants/${bank.partner.id}`;
    await grant(dealer, topic, bank);
    await dealer.api.put(grants, {}).expect(200);
    await dealer.api.put(grants, { fields: ['car'] }).expect(200);
    await dealer.api.delete(grants).expect(204);
    const types = ['access.granted', 'access.changed', 'access.revoked'];
    await receiver.wait(path, types.length);
    await told(bank, 'access.revoked');
    const events = await toldAll(bank);
    expect(events.map(({ type }) => type)).toEqual(types);
    const sent = receiver.at(path).map(({ body }) => (JSON.parse(body.toString()) as { type: string }).type);
    expect(sent.toSorted()).toEqual(types.toSorted());
    expect(events.map(({ data }) => data)).toMatchObject([
      { topicId: topic.id, topicName: topic.name, ownerName: dealer.partner.name, fields: null },
      { fields: ['car'], expiresAt: null },
      { partnerId: bank.partner.id, topicDeleted: false },
    ]);
    expect(await toldAll(dealer)).toEqual([]);
  });

  it('that ends is told to both 7 days before, 1 day before, and at the end', async () => {
    const [dealer, bank] = await Promise.all([company('Dealer'), company('Bank')]);
    const topic = await topicOf(dealer);
    const give = (days: number) =>
      dealer.api.put(`/topics/${topic.id}/grants/${bank.partner.id}`, {
        expiresAt: new Date(Date.now() + days * DAY_MS).toISOString(),
      });
    /** As if the grant had been given longer ago. */
    const endIn = async (days: number) => {
      const expiresAt = new Date(Date.now() + days * DAY_MS);
      await inTopics('UPDATE topic_grant SET expires_at = $2 WHERE topic_id = $1', [topic.id, expiresAt]);
      return { topicId: topic.id, partnerId: bank.partner.id, expiresAt: expiresAt.toISOString() };
    };
    await give(30).expect(201);
    for (const [type, days, count] of [
      ['access.expiring', 6.9, 1],
      ['access.expiring', 0.9, 2],
      ['access.expired', -0.01, 1],
    ] as const) {
      const data = await endIn(days);
      for (const side of [dealer, bank]) expect(await told(side, type, count)).toMatchObject(data);
    }
    // A short one is not told of what it never reached, and an end that is put off is told again.
    await give(3).expect(201);
    await told(bank, 'access.granted', 2);
    await give(10).expect(200);
    await endIn(6);
    await told(bank, 'access.expiring', 3);
    expect((await toldAll(bank)).map(({ type }) => type)).toEqual([
      'access.granted',
      'access.expiring',
      'access.expiring',
      'access.expired',
      'access.granted',
      'access.changed',
      'access.expiring',
    ]);
  });

  it('ends for what waits, too: retries, and what is held for a paused subscription', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver, { retrySchedule: [3600] });
    const paused = await subscribe(bank, topic, receiver);
    await bank.api.post(`/subscriptions/${paused.id}/pause`).expect(200);
    receiver.answer(subscription.path, (_, response) => response.writeHead(500).end());
    const id = await publish(dealer, topic);
    const waiting = await Promise.all([deliveryIn(bank, id, 'retrying'), deliveryIn(bank, id, 'held')]);
    await endSoon(dealer, topic, bank);
    await eventually(async () => (await bank.api.get(`/topics/${topic.id}`)).status === 404);
    await retryNow(waiting[0]);
    for (const delivery of waiting) {
      const end = await eventually(
        async () => {
          const { body } = await bank.api.get(`/deliveries/${delivery.id}`).expect(200);
          return (body as Delivery).state === 'discarded' && (body as Delivery);
        },
        { what: `the end of what was ${delivery.state}` },
      );
      expect(end.reason).toBe('access_revoked');
    }
    expect(receiver.at(subscription.path)).toHaveLength(1);
    expect(receiver.at(paused.path)).toEqual([]);
  });

  it('is logged with whom it is told to, and not with what people wrote', async () => {
    const [dealer, bank] = await Promise.all([company('Dealer'), company('Bank')]);
    const reason = `For ${randomUUID()}`;
    await ask(bank, await offer(dealer), { reason });
    expect(await told(dealer, 'access.requested')).toMatchObject({ reason });
    const file = join(dirname(process.env.ANIKA_STACK!), 'logs', 'messages.log');
    const whom = `"partnerId":"${dealer.partner.id}"`;
    const log = await eventually(() => {
      const text = readFileSync(file, 'utf8');
      return text.includes(whom) && text;
    });
    expect(log.includes(reason)).toBe(false);
  });
});
