import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a partner may have and do, where it differs from the defaults. */
export class Limits1700000000014 implements MigrationInterface {
  readonly name = 'Limits1700000000014';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE known_partner ADD COLUMN limits jsonb');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE known_partner DROP COLUMN limits');
  }
}
