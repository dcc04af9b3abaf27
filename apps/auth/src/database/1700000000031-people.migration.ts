import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Invitations, links to set a new password, the language of mails, who made a key. */
export class People1700000000031 implements MigrationInterface {
  readonly name = 'People1700000000031';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE app_user ADD COLUMN locale text CHECK (locale IN ('en', 'ru'));
      ALTER TABLE api_key ADD COLUMN created_by text REFERENCES app_user;
      CREATE TABLE invitation (
        id text PRIMARY KEY,
        partner_id text NOT NULL REFERENCES partner,
        email text NOT NULL,
        role text NOT NULL CHECK (role IN ('owner', 'member', 'viewer', 'operator')),
        name text,
        token_hash text UNIQUE,
        invited_by text NOT NULL REFERENCES app_user,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        sent_at timestamptz,
        UNIQUE (partner_id, email)
      );
      CREATE INDEX invitation_partner ON invitation (partner_id, id);
      CREATE TABLE password_reset (
        user_id text PRIMARY KEY REFERENCES app_user,
        token_hash text NOT NULL UNIQUE,
        created_by text REFERENCES app_user,
        expires_at timestamptz NOT NULL
      );
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE password_reset, invitation;
      ALTER TABLE api_key DROP COLUMN created_by;
      ALTER TABLE app_user DROP COLUMN locale;
    `);
  }
}
