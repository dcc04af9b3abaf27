import { AnikaError, type Delivery, type Identity } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import { DeliveriesService } from '../deliveries/deliveries.service';
import { Recipients } from './recipients';
import { RedeliveryWrites } from './redelivery-writes';

/** One delivery again. */
@Injectable()
export class RedeliveriesService {
  constructor(
    private readonly deliveries: DeliveriesService,
    private readonly recipients: Recipients,
    private readonly writes: RedeliveryWrites,
  ) {}

  /** @throws {AnikaError} NOT_FOUND, SUBSCRIPTION_INACTIVE, DELIVERY_IN_FLIGHT. */
  async redeliver(identity: Identity, id: string): Promise<Delivery> {
    const { subscriptionId } = await this.deliveries.get(identity, id);
    const { topicId } = await this.recipients.ownReady(identity, subscriptionId);
    if (!(await this.writes.redeliver(id, { subscriptionId, topicId })))
      throw new AnikaError('DELIVERY_IN_FLIGHT');
    return this.deliveries.get(identity, id);
  }
}
