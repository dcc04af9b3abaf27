import { errorCode, type SubscriptionHealth } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Repository } from 'typeorm';
import { SubscriptionEntity } from '../database/subscription.entity';
import { SubscriptionsService } from '../subscriptions/subscriptions.service';

@Injectable()
export class SubscriptionHealthService {
  constructor(
    private readonly subscriptions: SubscriptionsService,
    @InjectRepository(SubscriptionEntity) private readonly rows: Repository<SubscriptionEntity>,
  ) {}

  /** False when the subscription is gone. */
  async set(id: string, health: SubscriptionHealth): Promise<boolean> {
    const { affected } = await this.rows.update({ id }, { health });
    if (affected === 0) return false;
    return health.state === 'disabled' ? this.disable(id) : true;
  }

  /** With a topic that is being deleted the subscription is gone, although its row is still there. */
  private async disable(id: string): Promise<boolean> {
    try {
      await this.subscriptions.disable(id, 'failing');
      return true;
    } catch (error) {
      if (errorCode(error) === 'NOT_FOUND') return false;
      throw error;
    }
  }
}
