import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Webhooks signed with a public key (`v1a`) beside those with a shared secret (`v1`). */
export class SignatureType1700000000005 implements MigrationInterface {
  readonly name = 'SignatureType1700000000005';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      ALTER TABLE subscription
        ADD COLUMN signature_type text NOT NULL DEFAULT 'v1' CHECK (signature_type IN ('v1', 'v1a')),
        ADD COLUMN public_key text;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE subscription DROP COLUMN signature_type, DROP COLUMN public_key');
  }
}
