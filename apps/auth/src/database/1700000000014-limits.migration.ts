import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a partner may have and do, where an operator set another limit than the default. */
export class Limits1700000000014 implements MigrationInterface {
  readonly name = 'Limits1700000000014';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE partner ADD COLUMN limits jsonb NOT NULL DEFAULT '{}'`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE partner DROP COLUMN limits');
  }
}
