import type { MigrationInterface, QueryRunner } from 'typeorm';

export class Initial1700000000000 implements MigrationInterface {
  readonly name = 'Initial1700000000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE SEQUENCE partner_seq;
      CREATE TABLE partner (
        id text PRIMARY KEY,
        name text NOT NULL,
        status text NOT NULL CHECK (status IN ('active', 'suspended')),
        is_platform boolean NOT NULL DEFAULT false,
        seq bigint NOT NULL UNIQUE,
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE UNIQUE INDEX partner_one_platform ON partner (is_platform) WHERE is_platform;
      CREATE TABLE app_user (
        id text PRIMARY KEY,
        partner_id text NOT NULL REFERENCES partner,
        name text NOT NULL,
        email text NOT NULL CONSTRAINT app_user_email UNIQUE,
        password_hash text NOT NULL,
        role text NOT NULL CHECK (role IN ('owner', 'member', 'viewer', 'operator')),
        status text NOT NULL CHECK (status IN ('active', 'disabled')),
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX app_user_partner ON app_user (partner_id, id);
      CREATE TABLE api_key (
        id text PRIMARY KEY,
        partner_id text NOT NULL REFERENCES partner,
        name text NOT NULL,
        scopes text[] NOT NULL,
        hash text NOT NULL UNIQUE,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz,
        last_used_at timestamptz
      );
      CREATE INDEX api_key_partner ON api_key (partner_id, id);
      CREATE TABLE refresh_token (
        hash text PRIMARY KEY,
        family text NOT NULL,
        user_id text NOT NULL REFERENCES app_user,
        expires_at timestamptz NOT NULL,
        used_at timestamptz
      );
      CREATE INDEX refresh_token_family ON refresh_token (family);
      CREATE INDEX refresh_token_expiry ON refresh_token (expires_at);
      CREATE TABLE session (
        id text PRIMARY KEY,
        hash text NOT NULL UNIQUE,
        user_id text NOT NULL REFERENCES app_user,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL
      );
      CREATE INDEX session_expiry ON session (expires_at);
      CREATE TABLE signing_key (
        kid text PRIMARY KEY,
        public_jwk jsonb NOT NULL,
        sealed_private_key text NOT NULL,
        signs_from timestamptz NOT NULL,
        expires_at timestamptz NOT NULL
      );
      CREATE TABLE login_failure (
        subject text NOT NULL,
        at timestamptz NOT NULL DEFAULT now()
      );
      CREATE INDEX login_failure_subject ON login_failure (subject, at);
    `);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`
      DROP TABLE login_failure, signing_key, session, refresh_token, api_key, app_user, partner;
      DROP SEQUENCE partner_seq;
    `);
  }
}
