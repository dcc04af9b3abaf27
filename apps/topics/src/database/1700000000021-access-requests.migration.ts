import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who asked for which topic, and what became of it. A request refers to no topic and no owner, so that it stays when the topic is
 * gone, and writing it holds the row of nobody but the partner that asks.
 */
export class AccessRequests1700000000021 implements MigrationInterface {
  readonly name = 'AccessRequests1700000000021';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE access_request (
        id text PRIMARY KEY,
        topic_id text NOT NULL,
        topic_name text NOT NULL,
        topic_title text NOT NULL,
        owner_id text NOT NULL,
        partner_id text NOT NULL REFERENCES known_partner,
        state text NOT NULL CHECK (state IN ('pending', 'approved', 'rejected', 'withdrawn')),
        reason text NOT NULL,
        fields text[],
        expires_at timestamptz,
        requested_by text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        decided_at timestamptz,
        decided_by text,
        decision_reason text,
        granted_fields text[],
        granted_expires_at timestamptz,
        CHECK ((state = 'pending') = (decided_at IS NULL))
      );
      CREATE UNIQUE INDEX access_request_pending ON access_request (topic_id, partner_id) WHERE state = 'pending';
      CREATE INDEX access_request_owner ON access_request (owner_id, id);
      CREATE INDEX access_request_partner ON access_request (partner_id, id);
      CREATE INDEX access_request_topic ON access_request (topic_id, id);
      CREATE INDEX access_request_incoming ON access_request (owner_id, id) WHERE state = 'pending';
      CREATE INDEX access_request_outgoing ON access_request (partner_id, id) WHERE state = 'pending';
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE access_request');
  }
}
