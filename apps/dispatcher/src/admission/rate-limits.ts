import { REDIS_KEYS } from '@anika/contracts';
import { InjectRedis } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import type { Redis } from 'ioredis';

const SECOND_MS = 1000;

/** Counts webhooks a second and subscription in Redis, so that all replicas share the limit. Without Redis nothing is limited. */
@Injectable()
export class RateLimits {
  constructor(@InjectRedis() private readonly redis: Redis) {}

  /** Undefined when one more may go now; else when the next second begins. */
  async take(subscriptionId: string, limit: number): Promise<Date | undefined> {
    const second = Math.floor(Date.now() / SECOND_MS);
    const key = REDIS_KEYS.rate(subscriptionId, second);
    const answers = await this.redis
      .multi()
      .incr(key)
      .pexpire(key, 2 * SECOND_MS)
      .exec()
      .catch(() => null);
    const count = Number(answers?.[0]?.[1] ?? 0);
    return count > limit ? new Date((second + 1) * SECOND_MS) : undefined;
  }
}
