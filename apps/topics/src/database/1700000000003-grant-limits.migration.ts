import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a grant shows and how long it lasts; which messages a subscription wants. */
export class GrantLimits1700000000003 implements MigrationInterface {
  readonly name = 'GrantLimits1700000000003';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE topic_grant ADD COLUMN fields text[], ADD COLUMN expires_at timestamptz;
      ALTER TABLE subscription ADD COLUMN filter jsonb;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE topic_grant DROP COLUMN fields, DROP COLUMN expires_at;
      ALTER TABLE subscription DROP COLUMN filter;
    `);
  }
}
