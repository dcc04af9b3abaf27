import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Programs have sessions, too: the family of their refresh tokens. Families of before have none and end here. */
export class Sessions1700000000030 implements MigrationInterface {
  readonly name = 'Sessions1700000000030';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE session
        ALTER COLUMN hash DROP NOT NULL,
        ADD COLUMN kind text NOT NULL DEFAULT 'browser' CHECK (kind IN ('browser', 'token')),
        ADD COLUMN last_seen_at timestamptz NOT NULL DEFAULT now(),
        ADD COLUMN address text,
        ADD COLUMN user_agent text;
      CREATE INDEX session_of_user ON session (user_id, id);
      DELETE FROM refresh_token;
      CREATE INDEX refresh_token_of_user ON refresh_token (user_id);
      ALTER TABLE login_failure ADD COLUMN id bigserial PRIMARY KEY;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE login_failure DROP COLUMN id;
      DROP INDEX refresh_token_of_user, session_of_user;
      DELETE FROM session WHERE hash IS NULL;
      ALTER TABLE session
        ALTER COLUMN hash SET NOT NULL,
        DROP COLUMN kind,
        DROP COLUMN last_seen_at,
        DROP COLUMN address,
        DROP COLUMN user_agent;
    `);
  }
}
