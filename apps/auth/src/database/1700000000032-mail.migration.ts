import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Mails to be sent. No row has a token: links are made when a mail goes out. */
export class Mail1700000000032 implements MigrationInterface {
  readonly name = 'Mail1700000000032';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE mail (
        id bigserial PRIMARY KEY,
        kind text NOT NULL,
        recipient text NOT NULL,
        invitation_id text REFERENCES invitation ON DELETE CASCADE,
        locale text NOT NULL,
        attempts integer NOT NULL DEFAULT 0,
        created_at timestamptz NOT NULL DEFAULT now(),
        due_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX mail_due ON mail (due_at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE mail');
  }
}
