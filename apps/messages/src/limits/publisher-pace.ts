import { REDIS_KEYS } from '@anika/contracts';
import { InjectRedis, within } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import type { Redis } from 'ioredis';

const READ_MS = 50;

/**
 * The generic cell rate algorithm (ITU-T I.371) on Redis's own clock, so that all replicas agree: the key holds when the publisher will
 * have worked off all it was admitted with. As long as that is less than `burst` away it is admitted at once, with work of any size; a
 * little further, it is admitted for a later time, until when it has to wait.
 * ARGV: burst, cost and patience, microseconds. Answers how far away it is, whether it was admitted and how long it has to wait.
 */
const ADMIT = `
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local free = math.max(tonumber(redis.call('GET', KEYS[1]) or 0), now)
local wait = math.max(0, free - now - tonumber(ARGV[1]))
if wait > 0 and wait >= tonumber(ARGV[3]) then return { free - now, 0, wait } end
free = free + tonumber(ARGV[2])
redis.call('SET', KEYS[1], string.format('%.0f', free), 'PX', math.ceil((free - now) / 1000) + 1)
return { free - now, 1, wait }`;

/** In milliseconds. */
export interface Work {
  readonly cost: number;
  /** What may be done at once after a quiet time. */
  readonly burst: number;
  /** The longest wait for which it is admitted. */
  readonly patience: number;
}

export interface Admission {
  readonly isAdmitted: boolean;
  /** Milliseconds until the publisher has worked off all it was admitted with. */
  readonly debtMs: number;
  /** Milliseconds until its turn; when it was not admitted, until it could be. */
  readonly waitMs: number;
}

/** How fast each partner publishes, over all replicas. */
@Injectable()
export class PublisherPace {
  constructor(@InjectRedis() private readonly redis: Redis) {}

  /** Undefined without Redis: then nothing is limited. */
  async admit(partnerId: string, { burst, cost, patience }: Work): Promise<Admission | undefined> {
    const args = [burst, cost, patience].map((ms) => Math.round(ms * 1000));
    const asked = this.redis.eval(ADMIT, 1, REDIS_KEYS.publisher(partnerId), ...args).catch(() => undefined);
    const answer = (await within(asked, READ_MS)) as [number, number, number] | undefined;
    if (!answer) return undefined;
    const [debt, admitted, wait] = answer;
    return { isAdmitted: admitted === 1, debtMs: debt / 1000, waitMs: wait / 1000 };
  }
}
