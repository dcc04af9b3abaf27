import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The table of AuditEntryEntity, for each service that has one: extend it by a class with the name and number of the migration. Later
 * changes of the table are migrations of their own.
 */
export abstract class AuditTable implements MigrationInterface {
  abstract readonly name: string;

  async up(runner: QueryRunner): Promise<void> {
    // The order of ids is that of their bytes, as the other stores have it.
    await runner.query(`
      CREATE TABLE audit_entry (
        id text COLLATE "C" PRIMARY KEY,
        partner_id text,
        by_operator boolean NOT NULL,
        action text NOT NULL,
        actor_id text,
        object_ids text[] NOT NULL,
        entry jsonb NOT NULL
      );
      CREATE INDEX audit_entry_partner ON audit_entry (partner_id, id);
      CREATE INDEX audit_entry_action ON audit_entry (partner_id, action, id);
      CREATE INDEX audit_entry_actor ON audit_entry (partner_id, actor_id, id);
      CREATE INDEX audit_entry_objects ON audit_entry USING gin (object_ids);
      CREATE INDEX audit_entry_operators ON audit_entry (id) WHERE by_operator;
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE audit_entry');
  }
}
