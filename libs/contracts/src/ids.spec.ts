import { deliveryId, isId, newId, parseDeliveryId, suffixOf, TopicId } from './ids';

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
});
