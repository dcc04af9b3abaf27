import { randomUUID } from 'node:crypto';
import { REDIS_KEYS } from '@anika/contracts';
import {
  Inject,
  Injectable,
  Logger,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { Redis } from 'ioredis';

const POLL_MS = 1000;

/**
 * Notices that Redis lost its data: a key with a random value, made by whoever finds none. When it is not the value known
 * before, everything that Redis held (jobs, versions) is to be made again from the databases.
 */
@Injectable()
export class Epoch implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(Epoch.name);
  private readonly listeners: (() => void)[] = [];
  private known: string | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(@Inject('anika:redis') private readonly redis: Redis) {}

  /** `listener` runs each time the data was lost while this process runs; not at start. */
  onChange(listener: () => void): void {
    this.listeners.push(listener);
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.check(), POLL_MS);
    void this.check();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private async check(): Promise<void> {
    const current = await this.read().catch(() => undefined);
    if (current === undefined || current === this.known) return;
    const lost = this.known !== undefined;
    this.known = current;
    if (!lost) return;
    this.logger.warn('Redis lost its data: queues and versions are made again');
    for (const listener of this.listeners) listener();
  }

  private async read(): Promise<string> {
    const value = await this.redis.get(REDIS_KEYS.epoch);
    if (value !== null) return value;
    // The first one wins; the others read its value.
    await this.redis.set(REDIS_KEYS.epoch, randomUUID(), 'NX');
    return (await this.redis.get(REDIS_KEYS.epoch)) ?? '';
  }
}
