import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { AuthConfig } from '../auth.config';
import type { NoticeFacts, QueuedMail } from './mail';

export interface ClaimedMail extends QueuedMail {
  readonly id: string;
  readonly attempts: number;
  readonly over: boolean;
  /** Of a notice: whom it tells what. */
  readonly userId: string | null;
  readonly notice: NoticeFacts | null;
}

/** Longer than sending takes: another replica sends again what this one was killed over. */
const CLAIM_SECONDS = 120;
const MAX_WAIT_SECONDS = 3600;

/** Mails on their way, written in the transaction of what they tell of. */
@Injectable()
export class MailOutbox {
  constructor(
    private readonly config: AuthConfig,
    private readonly source: DataSource,
  ) {}

  get isConfigured(): boolean {
    return this.config.SMTP_URL !== undefined;
  }

  /** Does nothing where no mail is sent. */
  async add(manager: EntityManager, { kind, recipient, locale, invitationId }: QueuedMail): Promise<void> {
    if (!this.isConfigured) return;
    await manager.query('INSERT INTO mail (kind, recipient, locale, invitation_id) VALUES ($1, $2, $3, $4)', [
      kind,
      recipient,
      locale,
      invitationId ?? null,
    ]);
  }

  /** The next one that is due, for this replica alone. */
  async claim(): Promise<ClaimedMail | undefined> {
    const [rows] = (await this.source.query(
      `UPDATE mail SET attempts = attempts + 1, due_at = now() + make_interval(secs => $1)
       WHERE id = (SELECT id FROM mail WHERE due_at <= now() ORDER BY due_at LIMIT 1 FOR UPDATE SKIP LOCKED)
       RETURNING id, kind, recipient, locale, attempts, notice, invitation_id AS "invitationId", user_id AS "userId",
         created_at < now() - interval '1 day' AS over`,
      [CLAIM_SECONDS],
    )) as [ClaimedMail[], number];
    return rows[0];
  }

  async remove(id: string): Promise<void> {
    await this.source.query('DELETE FROM mail WHERE id = $1', [id]);
  }

  /** After 1, 2, 4 … seconds, at most an hour. */
  async postpone({ id, attempts }: ClaimedMail): Promise<void> {
    const seconds = Math.min(MAX_WAIT_SECONDS, 2 ** (attempts - 1));
    await this.source.query('UPDATE mail SET due_at = now() + make_interval(secs => $2) WHERE id = $1', [
      id,
      seconds,
    ]);
  }
}
