import type { MigrationInterface, QueryRunner } from 'typeorm';

/** How long a topic's messages are kept, where the owner wants another time than the platform's. */
export class Retention1700000000006 implements MigrationInterface {
  readonly name = 'Retention1700000000006';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE topic ADD COLUMN retention_days integer');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE topic DROP COLUMN retention_days');
  }
}
