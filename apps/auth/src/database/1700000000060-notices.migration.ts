import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What happened to companies lately, and how far each of their people has been told of it by mail. */
export class Notices1700000000060 implements MigrationInterface {
  readonly name = 'Notices1700000000060';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE app_user
        ADD COLUMN notices jsonb NOT NULL DEFAULT '{}',
        ADD COLUMN seen_locale text CHECK (seen_locale IN ('en', 'ru'));
      CREATE TABLE notice_event (
        id bigserial PRIMARY KEY,
        partner_id text NOT NULL REFERENCES partner,
        key text NOT NULL,
        kind text NOT NULL,
        type text NOT NULL,
        topic_id text,
        topic_name text,
        subscription_id text,
        at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (partner_id, key)
      );
      CREATE INDEX notice_event_kind ON notice_event (partner_id, kind, id);
      CREATE INDEX notice_event_at ON notice_event (at);
      CREATE TABLE notice (
        user_id text NOT NULL REFERENCES app_user,
        kind text NOT NULL,
        since bigint,
        next_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (user_id, kind)
      );
      CREATE INDEX notice_due ON notice (next_at) WHERE since IS NOT NULL;
      ALTER TABLE mail ADD COLUMN user_id text REFERENCES app_user, ADD COLUMN notice jsonb;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DELETE FROM mail WHERE kind = 'notice';
      ALTER TABLE mail DROP COLUMN notice, DROP COLUMN user_id;
      DROP TABLE notice, notice_event;
      ALTER TABLE app_user DROP COLUMN seen_locale, DROP COLUMN notices;
    `);
  }
}
