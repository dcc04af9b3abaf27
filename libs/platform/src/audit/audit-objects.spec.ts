import { deliveryId, newId } from '@anika/contracts';
import { objectOf, objectsIn } from './audit-objects';

describe('Objects of the audit log', () => {
  const [topicId, messageId, subscriptionId] = [newId('topic'), newId('message'), newId('subscription')];

  it('are told by their ids', () => {
    expect(objectOf(topicId)).toEqual({ type: 'topic', id: topicId });
    const keyId = newId('apiKey');
    expect(objectOf(keyId)).toEqual({ type: 'api_key', id: keyId });
    const delivery = deliveryId(messageId, subscriptionId);
    expect(objectOf(delivery)).toEqual({ type: 'delivery', id: delivery });
  });

  it('are nothing but ids: an address may hold a token', () => {
    for (const text of ['whsec_abc', `${topicId}x`, 'anika_0123456789', '', null, 7, { id: topicId }])
      expect(objectOf(text)).toBeUndefined();
    expect(objectsIn({ token: topicId, topicId, id: topicId, inviteId: 'secret' })).toEqual([
      { type: 'topic', id: topicId },
    ]);
    expect(objectsIn(undefined)).toEqual([]);
    expect(objectsIn('text')).toEqual([]);
  });
});
