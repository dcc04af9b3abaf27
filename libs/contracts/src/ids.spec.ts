import { deliveryId, isId, lowestId, newId, parseDeliveryId, suffixOf, timeOfId, TopicId } from './ids';

describe('ids', () => {
  it('carry their kind and sort by time', () => {
    const ids = Array.from({ length: 1000 }, () => newId('message'));
    expect(new Set(ids).size).toBe(1000);
    expect(ids.toSorted()).toEqual(ids);
    expect(isId('message', ids[0]!)).toBe(true);
    expect(isId('topic', ids[0]!)).toBe(false);
  });

  it.each([
    '',
    'top_',
    'top_01jd8k3m9cfe0rztgq8v5k2n4',
    'msg_01jd8k3m9cfe0rztgq8v5k2n4p',
    'top_81jd8k3m9cfe0rztgq8v5k2n4p',
  ])('refuse %p as a topic id', (text) => {
    expect(TopicId.safeParse(text).success).toBe(false);
  });

  it('of deliveries are made of message and subscription, and taken apart again', () => {
    const [message, subscription] = [newId('message'), newId('subscription')];
    const id = deliveryId(message, subscription);
    expect(id).toBe(`dlv_${suffixOf(message)}${suffixOf(subscription)}`);
    expect(parseDeliveryId(id)).toEqual({ messageId: message, subscriptionId: subscription });
    expect(parseDeliveryId(`${id}x`)).toBeUndefined();
    expect(parseDeliveryId(message)).toBeUndefined();
  });

  it('tell their time, and bound those of a time', () => {
    const before = Date.now();
    const id = newId('message');
    const time = timeOfId(id);
    expect(time).toBeGreaterThanOrEqual(before);
    expect(time).toBeLessThanOrEqual(Date.now());
    expect(lowestId('message', time) <= id).toBe(true);
    expect(lowestId('message', time + 1) > id).toBe(true);
    for (const ms of [0, 1, 31, 32, before, 2 ** 48 - 1]) {
      expect(timeOfId(lowestId('topic', ms))).toBe(ms);
      expect(isId('topic', lowestId('topic', ms))).toBe(true);
    }
    expect(timeOfId(lowestId('topic', -5))).toBe(0);
    expect(timeOfId(lowestId('topic', 2 ** 60))).toBe(2 ** 48 - 1);
    // RFC 9562, appendix A.6: 017F22E2-79B0-7CC3-98C4-DC0C0C07398F.
    expect(timeOfId('msg_01fwhe4ydgfk1shh6w1g60eecf')).toBe(Date.parse('2022-02-22T19:22:22Z'));
  });
});
