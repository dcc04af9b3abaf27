import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What partners are still to be told of, and how much of a grant's end they have been told. */
export class Outbox1700000000022 implements MigrationInterface {
  readonly name = 'Outbox1700000000022';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE outbox (
        id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
        key uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,
        partner_id text NOT NULL,
        type text NOT NULL,
        data json NOT NULL,
        tries integer NOT NULL DEFAULT 0,
        due_at timestamptz NOT NULL DEFAULT now(),
        created_at timestamptz NOT NULL DEFAULT now()
      );
      ALTER TABLE topic_grant ADD COLUMN expiry_told integer NOT NULL DEFAULT 0;
      UPDATE topic_grant SET expiry_told = 3 WHERE expires_at <= now();
      CREATE INDEX topic_grant_expiry ON topic_grant (expires_at) WHERE expiry_told < 3;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP INDEX topic_grant_expiry;
      ALTER TABLE topic_grant DROP COLUMN expiry_told;
      DROP TABLE outbox;
    `);
  }
}
