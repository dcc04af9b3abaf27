import type { SubscriptionHealth } from '@anika/contracts';
import { type FindOperator, Raw } from 'typeorm';

export const HEALTHY: SubscriptionHealth = { state: 'healthy' };

/** A condition on the column `health`. TypeORM finds the column only where a space follows it. */
export function healthIs(state: SubscriptionHealth['state']): FindOperator<SubscriptionHealth> {
  return Raw((column) => `${column} ->> 'state' = :state`, { state }) as FindOperator<SubscriptionHealth>;
}
