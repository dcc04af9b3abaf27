import { newId } from '@anika/contracts';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Health and rate limit of subscriptions; the topic in which each partner is told what concerns it. */
export class HealthAndEvents1700000000002 implements MigrationInterface {
  readonly name = 'HealthAndEvents1700000000002';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE subscription
        ADD COLUMN health jsonb NOT NULL DEFAULT '{"state": "healthy"}',
        ADD COLUMN rate_limit integer;
      ALTER TABLE topic ADD COLUMN kind text NOT NULL DEFAULT 'regular' CHECK (kind IN ('regular', 'events'));
      CREATE UNIQUE INDEX topic_events ON topic (owner_id) WHERE kind = 'events';
      DROP INDEX topic_owner_name;
      CREATE UNIQUE INDEX topic_owner_name ON topic (owner_id, name) WHERE state = 'active' AND kind = 'regular';
    `);
    const partners = (await runner.query('SELECT id FROM known_partner')) as { id: string }[];
    for (const { id } of partners) {
      await runner.query(
        `INSERT INTO topic (id, owner_id, kind, name, title, description, visibility, state, version)
         VALUES ($1, $2, 'events', 'anika.events', 'Events', '', 'private', 'active', 1)`,
        [newId('topic'), id],
      );
    }
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM topic WHERE kind = 'events';
      ALTER TABLE topic DROP COLUMN kind;
      CREATE UNIQUE INDEX topic_owner_name ON topic (owner_id, name) WHERE state = 'active';
      ALTER TABLE subscription DROP COLUMN health, DROP COLUMN rate_limit;
    `);
  }
}
