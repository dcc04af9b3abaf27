import { errorCode, type SubscriptionHealth } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Not, Repository } from 'typeorm';
import { SubscriptionEntity } from '../database/subscription.entity';
import { HEALTHY, healthIs } from '../subscriptions/health';
import { SubscriptionDisabling } from '../subscriptions/subscription-disabling';

@Injectable()
export class SubscriptionHealthService {
  constructor(
    private readonly disabling: SubscriptionDisabling,
    @InjectRepository(SubscriptionEntity) private readonly rows: Repository<SubscriptionEntity>,
  ) {}

  /**
   * False when the subscription is gone, or has been put back to work since that was found out.
   *
   * @param wasFailing it was set failing before: unless it still is, it has been put back to work
   */
  async set(id: string, health: SubscriptionHealth, wasFailing = false): Promise<boolean> {
    if (health.state === 'disabled') return this.disable(id, health);
    const before = health.state === 'failing' && {
      health: wasFailing ? healthIs('failing') : Not(healthIs('disabled')),
    };
    const { affected } = await this.rows.update({ id, ...before }, { health });
    return affected !== 0;
  }

  /** With a topic that is being deleted the subscription is gone, although its row is still there. */
  private async disable(id: string, health: SubscriptionHealth): Promise<boolean> {
    try {
      await this.disabling.failing(id, health);
      // A paused one stays paused, and its count ends.
      await this.rows.update({ id, health: healthIs('failing') }, { health: HEALTHY });
      // Also when an earlier call has done it, whose answer got lost.
      return await this.rows.existsBy({ id, health: healthIs('disabled') });
    } catch (error) {
      if (errorCode(error) === 'NOT_FOUND') return false;
      throw error;
    }
  }
}
