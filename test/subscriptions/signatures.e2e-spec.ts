import { verify } from 'node:crypto';
import { channel, deliveryIn, eventually, publish, Receiver } from '@anika/testing';
import type { RotatedSecret, Subscription } from '@anika/contracts';
import { generateSecret, generateSigningKey, publicKey, publicKeyOf } from '@anika/webhooks';
import { Webhook } from 'standardwebhooks';

type Received = Receiver['received'][number];

/** Whether one of the webhook's `v1a` signatures is the public key's. */
function isSignedFor(key: string, { headers, body }: Received): boolean {
  const signed = Buffer.concat([
    Buffer.from(`${String(headers['webhook-id'])}.${String(headers['webhook-timestamp'])}.`),
    body,
  ]);
  return String(headers['webhook-signature'])
    .split(' ')
    .filter((one) => one.startsWith('v1a,'))
    .some((one) => verify(null, signed, publicKey(key), Buffer.from(one.slice(4), 'base64')));
}
const isVerified = (secret: string, { headers, body }: Received) => {
  try {
    new Webhook(secret).verify(body, headers as Record<string, string>);
    return true;
  } catch {
    return false;
  }
};

describe('Signatures', () => {
  let receiver: Receiver;
  beforeAll(async () => {
    receiver = await Receiver.start();
  });
  afterAll(() => receiver.stop());

  it('of a rotated secret: both sign while they overlap, without an overlap the new one alone', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver);
    const rotate = async (body: object) =>
      (await bank.api.post(`/subscriptions/${subscription.id}/rotate-secret`, body).expect(200))
        .body as RotatedSecret;
    const second = await rotate({ overlapHours: 1 });
    await publish(dealer, topic);
    const [both] = await receiver.wait(subscription.path, 1);
    expect(isVerified(subscription.secret, both!)).toBe(true);
    expect(isVerified(second.secret!, both!)).toBe(true);
    const own = generateSecret();
    expect(await rotate({ overlapHours: 0, secret: own })).toMatchObject({ secret: own, publicKey: null });
    receiver.expect(subscription.path, own);
    await publish(dealer, topic);
    const [, alone] = await receiver.wait(subscription.path, 2);
    expect(isVerified(own, alone!)).toBe(true);
    expect(isVerified(second.secret!, alone!)).toBe(false);
    expect(String(alone!.headers['webhook-signature']).split(' ')).toHaveLength(1);
  });

  it('with a public key: the private one is never shown', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver, { signatureType: 'v1a' });
    expect(subscription).toMatchObject({ signatureType: 'v1a', secret: '' });
    expect(subscription.publicKey).toMatch(/^whpk_/);
    await publish(dealer, topic);
    const [webhook] = await receiver.wait(subscription.path, 1);
    expect(isSignedFor(subscription.publicKey!, webhook!)).toBe(true);
    const read = await bank.api.get(`/subscriptions/${subscription.id}`).expect(200);
    expect(read.text).not.toContain('whsk_');
    const own = generateSigningKey();
    const path = `/subscriptions/${subscription.id}/rotate-secret`;
    const rotated = await bank.api.post(path, { secret: own }).expect(200);
    expect(rotated.body).toEqual({ signatureType: 'v1a', secret: null, publicKey: publicKeyOf(own) });
    await publish(dealer, topic);
    const [, both] = await receiver.wait(subscription.path, 2);
    expect(isSignedFor(publicKeyOf(own), both!)).toBe(true);
    expect(isSignedFor(subscription.publicKey!, both!)).toBe(true);
    const back = await bank.api.post(path, { signatureType: 'v1', overlapHours: 0 }).expect(200);
    await publish(dealer, topic);
    const [, , shared] = await receiver.wait(subscription.path, 3);
    expect(isVerified((back.body as RotatedSecret).secret!, shared!)).toBe(true);
    expect((await bank.api.get(`/subscriptions/${subscription.id}`)).body).toMatchObject({
      signatureType: 'v1',
      publicKey: null,
    });
  });

  it('with a secret of the subscriber from the beginning', async () => {
    const secret = generateSecret();
    const shared = await channel(receiver, { secret });
    expect(shared.subscription).toMatchObject({ signatureType: 'v1', secret, publicKey: null });
    await publish(shared.dealer, shared.topic);
    const [webhook] = await receiver.wait(shared.subscription.path, 1);
    expect(isVerified(secret, webhook!)).toBe(true);

    const key = generateSigningKey();
    const { dealer, bank, topic, subscription } = await channel(receiver, {
      signatureType: 'v1a',
      secret: key,
    });
    expect(subscription.publicKey).toBe(publicKeyOf(key));
    await publish(dealer, topic);
    const [signed] = await receiver.wait(subscription.path, 1);
    expect(isSignedFor(publicKeyOf(key), signed!)).toBe(true);
    const url = receiver.url(`${subscription.path}-other`);
    const wrong = { topicId: topic.id, url, signatureType: 'v1a', secret };
    const refused = await bank.api.post('/subscriptions', wrong).expect(422);
    expect(refused.body).toMatchObject({ errors: [{ pointer: '/secret' }] });
  });

  it.each([
    ['whsec_c2hvcnQ=', 'come 24 to 64 bytes'],
    [`whsec_${Buffer.alloc(65).toString('base64')}`, 'come 24 to 64 bytes'],
    ['whsec_***', 'comes base64'],
    ['mistyped-one', 'begins with'],
    [generateSigningKey(), 'is not a secret for v1'],
  ])('refuse the secret %s, without repeating it', async (secret, message) => {
    const { bank, subscription } = await channel(receiver);
    const answer = await bank.api
      .post(`/subscriptions/${subscription.id}/rotate-secret`, { secret })
      .expect(422);
    const { errors } = answer.body as { errors: { pointer: string; message: string }[] };
    expect(errors).toMatchObject([{ pointer: '/secret' }]);
    expect(errors[0]!.message).toContain(message);
    expect(answer.text).not.toContain(secret);
  });
});

describe('Changes of a subscription', () => {
  let receiver: Receiver;
  beforeAll(async () => {
    receiver = await Receiver.start();
  });
  afterAll(() => receiver.stop());

  it('merge its headers: one is set, one taken away, others stay', async () => {
    const headers = { 'X-Key': 'one', 'X-Team': 'loans' };
    const { dealer, bank, topic, subscription } = await channel(receiver, { headers });
    const patch = async (change: object | null) =>
      (await bank.api.patch(`/subscriptions/${subscription.id}`, { headers: change }).expect(200))
        .body as Subscription;
    expect((await patch({ 'x-key': 'two', 'X-New': 'n' })).headerNames).toEqual(['X-Team', 'x-key', 'X-New']);
    expect((await patch({ 'X-Team': null })).headerNames).toEqual(['x-key', 'X-New']);
    await publish(dealer, topic);
    const [webhook] = await receiver.wait(subscription.path, 1);
    expect(webhook!.headers).toMatchObject({ 'x-key': 'two', 'x-new': 'n' });
    expect(webhook!.headers['x-team']).toBeUndefined();
    expect((await patch(null)).headerNames).toEqual([]);
    const many = Object.fromEntries(Array.from({ length: 20 }, (_, n) => [`X-${n}`, 'x']));
    await patch(many);
    const refused = await bank.api
      .patch(`/subscriptions/${subscription.id}`, { headers: { 'X-20': 'x' } })
      .expect(422);
    expect(refused.body).toMatchObject({ errors: [{ pointer: '/headers' }] });
  });

  it('keep to the limit of headers, also when several come at the same moment', async () => {
    const { bank, subscription } = await channel(receiver);
    const eight = (team: number) =>
      Object.fromEntries(Array.from({ length: 8 }, (_, n) => [`X-${team}-${n}`, 'x']));
    const answers = await Promise.all(
      [1, 2, 3, 4, 5].map((team) =>
        bank.api.patch(`/subscriptions/${subscription.id}`, { headers: eight(team) }),
      ),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 200, 422, 422, 422]);
    const { body } = await bank.api.get(`/subscriptions/${subscription.id}`).expect(200);
    expect((body as Subscription).headerNames).toHaveLength(16);
  });

  it('are not undone by a late "gone" of the old endpoint', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver);
    let gone = () => undefined as void;
    receiver.answer(subscription.path, (_, response) => {
      gone = () => void response.writeHead(410).end();
    });
    const id = await publish(dealer, topic);
    await receiver.wait(subscription.path, 1);
    const path = `${subscription.path}-new`;
    receiver.expect(path, subscription.secret);
    await bank.api.patch(`/subscriptions/${subscription.id}`, { url: receiver.url(path) }).expect(200);
    gone();
    await eventually(
      async () => {
        const { attempts } = await deliveryIn(bank, id, 'delivered');
        return attempts.length === 2;
      },
      { what: 'the delivery at the new endpoint' },
    );
    expect((await bank.api.get(`/subscriptions/${subscription.id}`)).body).toMatchObject({
      status: 'active',
    });
  });
});
