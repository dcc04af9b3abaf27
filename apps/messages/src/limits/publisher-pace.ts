import { REDIS_KEYS } from '@anika/contracts';
import { InjectRedis, within } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import type { Redis } from 'ioredis';

const READ_MS = 50;

/**
 * The generic cell rate algorithm (ITU-T I.371) on Redis's own clock, so that all replicas agree: the key holds when the publisher will
 * have worked off all it was admitted with. As long as that is less than `burst` away it is admitted, with work of any size.
 * ARGV: burst and cost, microseconds. Answers how far away it is, and whether it was admitted.
 */
const ADMIT = `
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local free = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), now)
if free - now >= tonumber(ARGV[1]) then return { free - now, 0 } end
free = free + tonumber(ARGV[2])
redis.call('SET', KEYS[1], string.format('%.0f', free), 'PX', math.ceil((free - now) / 1000) + 1)
return { free - now, 1 }`;

export interface Admission {
  readonly isAdmitted: boolean;
  /** Milliseconds until the publisher has worked off all it was admitted with. */
  readonly debtMs: number;
}

/** How fast each partner publishes, over all replicas. */
@Injectable()
export class PublisherPace {
  constructor(@InjectRedis() private readonly redis: Redis) {}

  /** Undefined without Redis: then nothing is limited. */
  async admit(partnerId: string, costMs: number, burstMs: number): Promise<Admission | undefined> {
    const key = REDIS_KEYS.publisher(partnerId);
    const asked = this.redis.eval(ADMIT, 1, key, micros(burstMs), micros(costMs)).catch(() => undefined);
    const answer = (await within(asked, READ_MS)) as [number, number] | undefined;
    return answer && { isAdmitted: answer[1] === 1, debtMs: answer[0] / 1000 };
  }
}

function micros(ms: number): number {
  return Math.round(ms * 1000);
}
