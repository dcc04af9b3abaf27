import type { MigrationInterface, QueryRunner } from 'typeorm';

/** By which fields messages are found, and since which version of the topic. */
export class SearchableFields1700000000015 implements MigrationInterface {
  readonly name = 'SearchableFields1700000000015';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE topic
        ADD COLUMN searchable_fields text[] NOT NULL DEFAULT '{}',
        ADD COLUMN searchable_since integer NOT NULL DEFAULT 1
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE topic DROP COLUMN searchable_fields, DROP COLUMN searchable_since');
  }
}
