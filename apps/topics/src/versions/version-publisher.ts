import { setTimeout as delay } from 'node:timers/promises';
import { REDIS_KEYS } from '@anika/contracts';
import { Epoch, InjectRedis } from '@anika/platform';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Redis } from 'ioredis';
import { MoreThan, Repository } from 'typeorm';
import { TopicEntity } from '../database/topic.entity';

const SET_IF_GREATER = `
local known = tonumber(redis.call('GET', KEYS[1]))
if known == nil or known < tonumber(ARGV[1]) then redis.call('SET', KEYS[1], ARGV[1]) end
return 1`;
const ANSWER_MS = 2000;
const AGAIN_MS = 50;
const REPEAT_MS = 500;
const PAGE = 1000;

/**
 * Tells the other services of a topic's new version by Redis, before the change is answered. What Redis did not take is
 * repeated until it does; at start and after a loss of Redis's data all versions are told again.
 */
@Injectable()
export class VersionPublisher implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(VersionPublisher.name);
  private readonly untold = new Map<string, number>();
  private allUntold = true;
  private timer: NodeJS.Timeout | undefined;
  private repeating = false;

  constructor(
    @InjectRedis() private readonly redis: Redis,
    @InjectRepository(TopicEntity) private readonly topics: Repository<TopicEntity>,
    private readonly epoch: Epoch,
  ) {}

  onApplicationBootstrap(): void {
    this.epoch.onChange(() => {
      this.allUntold = true;
    });
    this.timer = setInterval(() => void this.repeat(), REPEAT_MS);
    void this.repeat();
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Resolves when Redis has the version, or after 2 s: then it is repeated in the background. Never rejects. */
  async publish(topicId: string, version: number): Promise<void> {
    this.untold.set(topicId, Math.max(version, this.untold.get(topicId) ?? 0));
    const over = new AbortController();
    const late = delay(ANSWER_MS, undefined, { signal: over.signal }).catch(() => undefined);
    await Promise.race([this.tellUntil(over.signal, topicId, version), late]);
    over.abort();
  }

  private async tellUntil(over: AbortSignal, topicId: string, version: number): Promise<void> {
    const isTold = () =>
      this.tell(topicId, version).then(
        () => true,
        () => false,
      );
    while (!over.aborted && !(await isTold())) await delay(AGAIN_MS);
  }

  private async tell(topicId: string, version: number): Promise<void> {
    await this.redis.eval(SET_IF_GREATER, 1, REDIS_KEYS.topicVersion(topicId), version);
    if ((this.untold.get(topicId) ?? 0) <= version) this.untold.delete(topicId);
  }

  private async repeat(): Promise<void> {
    if (this.repeating) return;
    this.repeating = true;
    try {
      if (this.allUntold) await this.tellAll();
      await Promise.all([...this.untold].map(([topicId, version]) => this.tell(topicId, version)));
    } catch (error) {
      this.logger.debug(`Redis did not take the versions yet: ${String(error)}`);
    } finally {
      this.repeating = false;
    }
  }

  private async tellAll(): Promise<void> {
    this.allUntold = false;
    try {
      let after = '';
      for (;;) {
        const page = await this.topics.find({
          select: { id: true, version: true },
          where: { id: MoreThan(after) },
          order: { id: 'ASC' },
          take: PAGE,
        });
        await Promise.all(page.map(({ id, version }) => this.tell(id, version)));
        if (page.length < PAGE) return;
        after = page.at(-1)!.id;
      }
    } catch (error) {
      this.allUntold = true;
      throw error;
    }
  }
}
