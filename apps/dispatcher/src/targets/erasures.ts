import { FindErased, REDIS_KEYS } from '@anika/contracts';
import { Batcher, InjectRedis, InjectRpc, type RpcClient, within } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import type { Redis } from 'ioredis';

const READ_MS = 50;
const BATCH = { maxItems: 500, concurrency: 4 } as const;

/**
 * Whether messages held in memory were erased since they were loaded. A key in Redis says whether that may be; only then, or while
 * Redis does not answer, messages is asked.
 */
@Injectable()
export class Erasures {
  private readonly questions: Batcher<string, boolean>;

  constructor(
    @InjectRpc('messages') private readonly messages: RpcClient,
    @InjectRedis() private readonly redis: Redis,
  ) {
    this.questions = new Batcher({ flush: (ids) => this.ask(ids), ...BATCH });
  }

  /** Whether an erasure in the topic may be under way; within 50 ms, and never rejects. */
  async mayBeIn(topicId: string): Promise<boolean> {
    const count = await within(
      this.redis.exists(REDIS_KEYS.erasing(topicId)).catch(() => undefined),
      READ_MS,
    );
    return count !== 0;
  }

  async has(topicId: string, messageId: string): Promise<boolean> {
    return (await this.mayBeIn(topicId)) && this.questions.add(messageId);
  }

  /** Those of the topic's messages that were erased. */
  async among(topicId: string, messageIds: readonly string[]): Promise<ReadonlySet<string>> {
    if (!(await this.mayBeIn(topicId))) return new Set();
    const answers = await Promise.all(messageIds.map((id) => this.questions.add(id)));
    return new Set(messageIds.filter((_, index) => answers[index]));
  }

  private async ask(ids: readonly string[]): Promise<boolean[]> {
    const { messageIds } = await this.messages.call(FindErased, { messageIds: [...new Set(ids)] });
    const erased = new Set(messageIds);
    return ids.map((id) => erased.has(id));
  }
}
