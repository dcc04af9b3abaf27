import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A partner's grants, the newest first: what it may subscribe to is read from there. */
export class NewestGrants1700000000070 implements MigrationInterface {
  readonly name = 'NewestGrants1700000000070';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('CREATE INDEX topic_grant_newest ON topic_grant (partner_id, created_at)');
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX topic_grant_newest');
  }
}
