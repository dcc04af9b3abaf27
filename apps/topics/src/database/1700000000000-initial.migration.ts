import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Initial1700000000000 implements MigrationInterface {
  readonly name = 'Initial1700000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE known_partner (
        id text PRIMARY KEY,
        name text NOT NULL,
        status text NOT NULL CHECK (status IN ('active', 'suspended')),
        seq bigint NOT NULL
      );
      CREATE TABLE feed_position (singleton boolean PRIMARY KEY DEFAULT true CHECK (singleton), seq bigint NOT NULL);
      INSERT INTO feed_position (seq) VALUES (0);
      CREATE TABLE topic (
        id text PRIMARY KEY,
        owner_id text NOT NULL REFERENCES known_partner,
        name text NOT NULL,
        title text NOT NULL,
        description text NOT NULL,
        visibility text NOT NULL CHECK (visibility IN ('private', 'catalog')),
        state text NOT NULL CHECK (state IN ('active', 'deleting')),
        version integer NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE UNIQUE INDEX topic_owner_name ON topic (owner_id, name) WHERE state = 'active';
      CREATE INDEX topic_owner ON topic (owner_id, id);
      CREATE INDEX topic_catalog ON topic (id) WHERE visibility = 'catalog';
      CREATE INDEX topic_deleting ON topic (id) WHERE state = 'deleting';
      CREATE TABLE topic_grant (
        topic_id text NOT NULL REFERENCES topic ON DELETE CASCADE,
        partner_id text NOT NULL REFERENCES known_partner,
        since_version integer NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (topic_id, partner_id)
      );
      CREATE INDEX topic_grant_partner ON topic_grant (partner_id, topic_id);
      CREATE TABLE subscription (
        id text PRIMARY KEY,
        topic_id text NOT NULL REFERENCES topic ON DELETE CASCADE,
        partner_id text NOT NULL REFERENCES known_partner,
        url text NOT NULL,
        header_names text[] NOT NULL,
        sealed_headers text,
        retry_schedule jsonb,
        status text NOT NULL CHECK (status IN ('active', 'paused', 'disabled')),
        status_reason text,
        since_version integer NOT NULL,
        secrets jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX subscription_topic ON subscription (topic_id, partner_id);
      CREATE INDEX subscription_partner ON subscription (partner_id, id);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE subscription, topic_grant, topic, feed_position, known_partner');
  }
}
