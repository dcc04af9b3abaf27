import { PurgeTopic } from '@anika/contracts';
import { InjectRpc, type RpcClient } from '@anika/platform';
import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DataSource } from 'typeorm';

const IDLE_MS = 1000;

/**
 * Finishes the deletion of topics: asks messages to purge them, batch by batch, and removes the row once that is confirmed.
 * The row is locked meanwhile, so that replicas work on different topics; after a crash another round goes on.
 */
@Injectable()
export class TopicPurge implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(TopicPurge.name);
  private timer: NodeJS.Timeout | undefined;
  private stopped = false;

  constructor(
    private readonly source: DataSource,
    @InjectRpc('messages') private readonly messages: RpcClient,
  ) {}

  onApplicationBootstrap(): void {
    this.schedule(IDLE_MS);
  }

  onApplicationShutdown(): void {
    this.stopped = true;
    clearTimeout(this.timer);
  }

  private schedule(delay: number): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.purgeOne().then(
        (worked) => this.schedule(worked ? 0 : IDLE_MS),
        (error: unknown) => {
          this.logger.warn(`A topic is not purged yet: ${String(error)}`);
          this.schedule(IDLE_MS);
        },
      );
    }, delay);
  }

  private purgeOne(): Promise<boolean> {
    return this.source.transaction(async (manager) => {
      const rows = (await manager.query(
        `SELECT id FROM topic WHERE state = 'deleting' ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED`,
      )) as { id: string }[];
      const [topic] = rows;
      if (!topic) return false;
      const { done } = await this.messages.call(PurgeTopic, { topicId: topic.id });
      if (done) await manager.query('DELETE FROM topic WHERE id = $1', [topic.id]);
      return true;
    });
  }
}
