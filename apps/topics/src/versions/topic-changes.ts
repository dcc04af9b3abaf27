import { AnikaError } from '@anika/contracts';
import { looksAreOver } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { VersionPublisher } from './version-publisher';

const HOLDS = { shared: 'FOR KEY SHARE', alone: 'FOR NO KEY UPDATE' } as const;

/** The one way to change a topic or what belongs to it: the version rises in the same transaction and is told before the answer. */
@Injectable()
export class TopicChanges {
  constructor(
    private readonly source: DataSource,
    private readonly publisher: VersionPublisher,
  ) {}

  /**
   * Runs `work` in a transaction that holds the topic's row; it gets the new version.
   *
   * @param partnerId the partner that a new row refers to, or the owner when `work` writes the topic's row again: PostgreSQL looks
   * up the partner then, too. Its row is held first, in the order in which a change of its status holds rows: neither waits for
   * the other in a circle, and the status in the next snapshot is the current one.
   * @param hold `alone`: no other change that counts what the partner has goes on meanwhile.
   * @throws {AnikaError} NOT_FOUND when the topic is gone or being deleted.
   */
  async change<T>(
    topicId: string,
    work: (manager: EntityManager, version: number) => Promise<T>,
    partnerId?: string,
    hold: 'shared' | 'alone' = 'shared',
  ): Promise<T> {
    let version = 0;
    const result = await this.source.transaction(async (manager) => {
      if (partnerId !== undefined)
        await manager.query(`SELECT FROM known_partner WHERE id = $1 ${HOLDS[hold]}`, [partnerId]);
      const [rows] = (await manager.query(
        `UPDATE topic SET version = version + 1 WHERE id = $1 AND state = 'active' RETURNING version`,
        [topicId],
      )) as [{ version: number }[], number];
      const [row] = rows;
      if (!row) throw new AnikaError('NOT_FOUND', { detail: `There is no topic ${topicId}.` });
      version = row.version;
      return work(manager, version);
    });
    await this.publisher.publish(topicId, version);
    return result;
  }

  /** A change that takes something away: once it is answered no attempt begins that was allowed before. */
  async withdraw<T>(
    topicId: string,
    work: (manager: EntityManager, version: number) => Promise<T>,
    partnerId?: string,
  ): Promise<T> {
    const result = await this.change(topicId, work, partnerId);
    await looksAreOver();
    return result;
  }
}
