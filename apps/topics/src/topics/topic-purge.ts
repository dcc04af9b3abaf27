import { PurgeTopic } from '@anika/contracts';
import { InjectRpc, type RpcClient, Rounds } from '@anika/platform';
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';

const IDLE_MS = 1000;
/** What was being published when the topic was deleted may be written this much later, and is purged too. */
const LATE_SECONDS = 60;

interface Deleting {
  readonly id: string;
  readonly settled: boolean;
}

/**
 * Finishes the deletion of topics: asks messages to purge them, batch by batch, and removes the row once that is confirmed.
 * The row is locked meanwhile, so that replicas work on different topics; after a crash another round goes on. Topics take
 * turns: one that cannot be purged does not hold up the others.
 */
@Injectable()
export class TopicPurge implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly rounds = new Rounds(() => this.turn(), { name: 'The purge of topics', idleMs: IDLE_MS });
  private after = '';
  private progressed = false;

  constructor(
    private readonly source: DataSource,
    @InjectRpc('messages') private readonly messages: RpcClient,
  ) {}

  onApplicationBootstrap(): void {
    this.rounds.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.rounds.stop();
  }

  /** One batch of the next topic in turn; false when it is time to rest. */
  private turn(): Promise<boolean> {
    return this.source.transaction(async (manager) => {
      const [topic] = (await manager.query(
        `SELECT id, updated_at < now() - make_interval(secs => $2) AS settled FROM topic
         WHERE state = 'deleting' AND id > $1 ORDER BY id LIMIT 1 FOR UPDATE SKIP LOCKED`,
        [this.after, LATE_SECONDS],
      )) as Deleting[];
      if (!topic) return this.endRound();
      this.after = topic.id;
      const { done } = await this.messages.call(PurgeTopic, { topicId: topic.id });
      if (done && topic.settled) await manager.query('DELETE FROM topic WHERE id = $1', [topic.id]);
      this.progressed ||= !done || topic.settled;
      return true;
    });
  }

  private endRound(): boolean {
    const { progressed } = this;
    this.after = '';
    this.progressed = false;
    return progressed;
  }
}
