import { AnikaError } from '@anika/contracts';
import { type EntityManager, Not } from 'typeorm';
import { SubscriptionEntity } from '../database/subscription.entity';

const MAX_A_TOPIC = 100;

interface Wanted {
  readonly topicId: string;
  readonly partnerId: string;
  readonly url: string;
  /** The subscription that gets the URL; it may have had it before. */
  readonly id: string;
}

/**
 * To be asked in a change of the topic, which one transaction at a time can make: of two that want the last place or the same
 * endpoint, one gets it.
 *
 * @throws {AnikaError} LIMIT_REACHED when the partner has as many as it may, ALREADY_SUBSCRIBED when one of them has the endpoint.
 */
export async function assertRoom(
  manager: EntityManager,
  { topicId, partnerId, url, id }: Wanted,
): Promise<void> {
  const others = await manager.find(SubscriptionEntity, {
    select: { id: true, url: true },
    where: { topicId, partnerId, id: Not(id) },
  });
  if (others.length >= MAX_A_TOPIC)
    throw new AnikaError('LIMIT_REACHED', {
      detail: `A partner may have ${MAX_A_TOPIC} subscriptions to a topic.`,
    });
  const address = new URL(url).href;
  const same = others.find((other) => new URL(other.url).href === address);
  if (same)
    throw new AnikaError('ALREADY_SUBSCRIBED', { detail: `${same.id} sends this topic to this endpoint.` });
}
