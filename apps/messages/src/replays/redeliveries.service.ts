import { AnikaError, type Delivery, type Identity } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import { DeliveriesService } from '../deliveries/deliveries.service';
import { assertNotErased } from '../messages/assert-not-erased';
import { Collections } from '../mongo/collections';
import { Recipients } from './recipients';
import { RedeliveryWrites } from './redelivery-writes';

/** One delivery again. */
@Injectable()
export class RedeliveriesService {
  constructor(
    private readonly collections: Collections,
    private readonly deliveries: DeliveriesService,
    private readonly recipients: Recipients,
    private readonly writes: RedeliveryWrites,
  ) {}

  /** @throws {AnikaError} NOT_FOUND, MESSAGE_ERASED, SUBSCRIPTION_INACTIVE, DELIVERY_IN_FLIGHT. */
  async redeliver(identity: Identity, id: string): Promise<Delivery> {
    const { subscriptionId, messageId } = await this.deliveries.get(identity, id);
    const message = await this.collections.messages.findOne(
      { _id: messageId },
      { projection: { erased: 1 } },
    );
    if (!message)
      throw new AnikaError('NOT_FOUND', { detail: `The message ${messageId} is no longer kept.` });
    assertNotErased(message);
    const { recipient, reason } = await this.recipients.ownEntitled(identity, subscriptionId);
    if (!(await this.writes.redeliver(id, { subscriptionId, topicId: recipient.topicId, reason })))
      throw new AnikaError('DELIVERY_IN_FLIGHT');
    return this.deliveries.get(identity, id);
  }
}
