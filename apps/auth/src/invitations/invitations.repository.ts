import { type Invitation, newId, type Role } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { MAKER_MAY } from '../database/maker-may';
import { hashOf, randomSecret } from '../tokens/secret-text';

export const INVITATION_DAYS = 7;

export interface InvitationRow {
  readonly id: string;
  readonly partnerId: string;
  readonly email: string;
  readonly role: Role;
  readonly name: string | null;
  readonly invitedBy: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  readonly sentAt: Date | null;
  readonly status: Invitation['status'];
}

export interface NewInvitation {
  readonly partnerId: string;
  readonly email: string;
  readonly role: Role;
  readonly name: string | null;
  readonly invitedBy: string;
}

const MAY = MAKER_MAY('i.invited_by', 'i.partner_id');
const COLUMNS = `i.id, i.partner_id AS "partnerId", i.email, i.role, i.name, i.invited_by AS "invitedBy", i.created_at AS "createdAt",
  i.expires_at AS "expiresAt", i.sent_at AS "sentAt",
  CASE WHEN i.expires_at <= now() THEN 'expired' WHEN ${MAY} THEN 'open' ELSE 'void' END AS status`;
const USABLE = `i.token_hash = $1 AND i.expires_at > now() AND p.id = i.partner_id AND p.status = 'active' AND ${MAY}`;

/** Invitations that nobody accepted yet. Only the hash of a link's token is kept. */
@Injectable()
export class InvitationsRepository {
  constructor(private readonly source: DataSource) {}

  /** In the caller's transaction. Takes the place of one that is over; undefined when there is one for this address. */
  async insert(manager: EntityManager, invitation: NewInvitation): Promise<string | undefined> {
    const { partnerId, email, role, name, invitedBy } = invitation;
    await manager.query(
      'DELETE FROM invitation WHERE partner_id = $1 AND email = $2 AND expires_at <= now()',
      [partnerId, email],
    );
    const rows = (await manager.query(
      `INSERT INTO invitation (id, partner_id, email, role, name, invited_by, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, now() + make_interval(days => $7)) ON CONFLICT DO NOTHING RETURNING id`,
      [newId('invitation'), partnerId, email, role, name, invitedBy, INVITATION_DAYS],
    )) as { id: string }[];
    return rows[0]?.id;
  }

  async count(manager: EntityManager, partnerId: string): Promise<number> {
    const rows = (await manager.query(
      'SELECT count(*) FROM invitation WHERE partner_id = $1 AND expires_at > now()',
      [partnerId],
    )) as [{ count: string }];
    return Number(rows[0].count);
  }

  /** Gives the invitation a new token, which ends the one before; undefined when it is over. */
  async issue(id: string, manager: EntityManager = this.source.manager) {
    const token = randomSecret();
    const [rows] = (await manager.query(
      `UPDATE invitation i SET token_hash = $2 FROM partner p, app_user m
       WHERE i.id = $1 AND i.expires_at > now() AND p.id = i.partner_id AND m.id = i.invited_by
       RETURNING p.name AS company, m.name AS inviter`,
      [id, hashOf(token)],
    )) as [{ company: string; inviter: string }[], number];
    return rows[0] && { ...rows[0], token };
  }

  async noteSent(id: string): Promise<void> {
    await this.source.query('UPDATE invitation SET sent_at = now() WHERE id = $1', [id]);
  }

  /** It begins anew, as an invitation of who asks for it. In the caller's transaction. */
  async renew(manager: EntityManager, partnerId: string, id: string, invitedBy: string): Promise<boolean> {
    const [, renewed] = (await manager.query(
      `UPDATE invitation SET invited_by = $3, token_hash = NULL, sent_at = NULL, expires_at = now() + make_interval(days => $4)
       WHERE id = $1 AND partner_id = $2`,
      [id, partnerId, invitedBy, INVITATION_DAYS],
    )) as [unknown, number];
    return renewed > 0;
  }

  async find(partnerId: string, id: string): Promise<InvitationRow | undefined> {
    const rows = (await this.source.query(
      `SELECT ${COLUMNS} FROM invitation i WHERE i.id = $1 AND i.partner_id = $2`,
      [id, partnerId],
    )) as InvitationRow[];
    return rows[0];
  }

  /** Newest first, `limit + 1` of them. */
  list(partnerId: string, before: string | undefined, limit: number): Promise<InvitationRow[]> {
    return this.source.query(
      `SELECT ${COLUMNS} FROM invitation i WHERE i.partner_id = $1 AND ($2::text IS NULL OR i.id < $2)
       ORDER BY i.id DESC LIMIT $3`,
      [partnerId, before ?? null, limit + 1],
    ) as Promise<InvitationRow[]>;
  }

  async remove(partnerId: string, id: string): Promise<boolean> {
    const [, removed] = (await this.source.query('DELETE FROM invitation WHERE id = $1 AND partner_id = $2', [
      id,
      partnerId,
    ])) as [unknown, number];
    return removed > 0;
  }

  async findByToken(token: string): Promise<(InvitationRow & { company: string }) | undefined> {
    const rows = (await this.source.query(
      `SELECT ${COLUMNS}, p.name AS company FROM invitation i, partner p WHERE ${USABLE}`,
      [hashOf(token)],
    )) as (InvitationRow & { company: string })[];
    return rows[0];
  }

  /** Uses the invitation up, in the caller's transaction: of two at once, the second waits and finds nothing. */
  async use(manager: EntityManager, token: string): Promise<boolean> {
    const [, used] = (await manager.query(`DELETE FROM invitation i USING partner p WHERE ${USABLE}`, [
      hashOf(token),
    ])) as [unknown, number];
    return used > 0;
  }
}
