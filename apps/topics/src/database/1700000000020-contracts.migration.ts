import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Contracts: what messages of a type must be. Every version is kept; `json` keeps the text as it was sent. */
export class Contracts1700000000020 implements MigrationInterface {
  readonly name = 'Contracts1700000000020';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE contract (
        topic_id text NOT NULL REFERENCES topic ON DELETE CASCADE,
        type text COLLATE "C" NOT NULL,
        version integer NOT NULL,
        schema json NOT NULL,
        example json,
        created_by text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        removed_by text,
        removed_at timestamptz,
        PRIMARY KEY (topic_id, type, version)
      )
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE contract');
  }
}
