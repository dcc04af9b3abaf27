import type { SubscriptionHealth } from '@anika/contracts';
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
    if (health.state === 'disabled') await this.subscriptions.disable(id, 'failing');
    return true;
  }
}
