import { channel, deliveryIn, eventually, publish, Receiver } from '@anika/testing';

describe('The log of a delivery', () => {
  let receiver: Receiver;
  beforeAll(async () => {
    receiver = await Receiver.start();
  });
  afterAll(() => receiver.stop());

  it('shows the headers that were sent, where the time went and what was answered; no secrets', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver, {
      headers: { 'X-Api-Key': 's3cret-value' },
      retrySchedule: [],
    });
    receiver.answer(subscription.path, (_, response) => response.writeHead(500).end('o'.repeat(5000)));
    const id = await publish(dealer, topic);
    const { attempts } = await deliveryIn(bank, id, 'dead');
    const [sent] = receiver.at(subscription.path);
    expect(attempts).toHaveLength(1);
    expect(attempts[0]).toMatchObject({
      number: 1,
      statusCode: 500,
      error: 'status-5xx',
      errorMessage: expect.stringContaining('500'),
      response: 'o'.repeat(4096),
      timings: { connectMs: expect.any(Number), firstByteMs: expect.any(Number) },
      requestHeaders: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': sent?.headers['webhook-timestamp'],
        'webhook-signature': '[redacted]',
        'anika-attempt': '1',
      },
    });
    const names = Object.entries(attempts[0]?.requestHeaders ?? {}).map(([name, value]) => [
      name.toLowerCase(),
      value,
    ]);
    expect(names).toContainEqual(['x-api-key', '[redacted]']);
    const text = JSON.stringify(attempts);
    expect(text).not.toContain('s3cret');
    expect(text).not.toContain(String(sent?.headers['webhook-signature']).slice(3));
    expect(attempts[0]?.timings).not.toHaveProperty('totalMs');
  });

  it('keeps headers and answers of the last three failures, and none of a success', async () => {
    const { dealer, bank, topic, subscription } = await channel(receiver, {
      retrySchedule: [0.1, 0.1, 0.1, 0.1],
    });
    receiver.answer(subscription.path, ({ attempt }, response) =>
      response.writeHead(attempt < 5 ? 503 : 200).end(`answer ${attempt}`),
    );
    const id = await publish(dealer, topic);
    await deliveryIn(bank, id, 'delivered');
    // The oldest answer is forgotten in a write of its own, just after the outcome.
    const attempts = await eventually(async () => {
      const delivery = await deliveryIn(bank, id, 'delivered');
      return delivery.attempts[1]?.response === undefined && delivery.attempts;
    });
    const kept = attempts.map(({ number, response, requestHeaders }) => [
      number,
      response,
      requestHeaders?.['anika-attempt'],
    ]);
    expect(kept).toEqual([
      [1, undefined, undefined],
      [2, undefined, undefined],
      [3, 'answer 3', '3'],
      [4, 'answer 4', '4'],
      [5, undefined, undefined],
    ]);
    expect(attempts.every(({ timings }) => timings?.firstByteMs !== undefined)).toBe(true);
  });
});
