import { AnikaError, type Identity, type Role, ROLE_SCOPES, type Scope } from '@anika/contracts';
import { within } from '@anika/platform';
import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { DataSource } from 'typeorm';
import { isNoted, LastUse } from './last-use';

const OUTAGE_MS = 60_000;
/** Nobody who was confirmed lately waits longer for PostgreSQL; its own time limit is 6 s. */
const PATIENCE_MS = 1000;
const MAX_PRINCIPALS = 50_000;

/** Who is let in: one rule for each kind of credential, whatever it is looked up by. */
const LIVE_USERS = `
FROM app_user u JOIN partner p ON p.id = u.partner_id
WHERE u.status = 'active' AND p.status = 'active'`;
const LIVE_SESSIONS = `
FROM session s JOIN app_user u ON u.id = s.user_id JOIN partner p ON p.id = u.partner_id
WHERE s.expires_at > now() AND u.status = 'active' AND p.status = 'active'`;
const LIVE_KEYS = `
FROM api_key k JOIN partner p ON p.id = k.partner_id
WHERE (k.expires_at IS NULL OR k.expires_at > now()) AND p.status = 'active'`;

interface UserRow {
  readonly id: string;
  readonly partner_id: string;
  readonly role: Role;
}
interface SessionRow extends UserRow {
  readonly session_id: string;
  readonly kind: 'browser' | 'token';
  readonly noted: boolean;
}
interface KeyRow {
  readonly id: string;
  readonly partner_id: string;
  readonly scopes: Scope[];
  readonly noted: boolean;
}

/**
 * Who a credential stands for, by one indexed query: undefined when the user is disabled, the key or session has ended, or the
 * partner is suspended. While PostgreSQL is silent, what it confirmed in the last 60 seconds is answered again.
 */
@Injectable()
export class PrincipalRepository {
  private readonly confirmed = new LRUCache<string, Identity>({ max: MAX_PRINCIPALS, ttl: OUTAGE_MS });

  constructor(
    private readonly source: DataSource,
    private readonly lastUse: LastUse,
  ) {}

  /** Of an access token that names no session: the version before this one made those. */
  ofUser(userId: string): Promise<Identity | undefined> {
    return this.confirm(`user:${userId}`, async () => {
      const rows = await this.query<UserRow>(
        `SELECT u.id, u.partner_id, u.role ${LIVE_USERS} AND u.id = $1`,
        userId,
      );
      return rows.map((row) => userIdentity(row, 'token', row.id))[0];
    });
  }

  /** Of an access token, by the session that it belongs to. */
  ofToken(sessionId: string): Promise<Identity | undefined> {
    return this.ofSessionWhere(`token:${sessionId}`, `s.kind = 'token' AND s.id = $1`, sessionId);
  }

  /** Of a browser's cookie. */
  ofSession(hash: string): Promise<Identity | undefined> {
    return this.ofSessionWhere(`session:${hash}`, `s.kind = 'browser' AND s.hash = $1`, hash);
  }

  ofApiKey(hash: string): Promise<Identity | undefined> {
    return this.confirm(`key:${hash}`, async () => {
      const rows = await this.query<KeyRow>(
        `SELECT k.id, k.partner_id, k.scopes, ${isNoted('k.last_used_at')} AS noted ${LIVE_KEYS} AND k.hash = $1`,
        hash,
      );
      return rows.map(({ id, partner_id: partnerId, scopes, noted }): Identity => {
        if (!noted) this.lastUse.note('api_key', id);
        return { partnerId, role: 'key', scopes, credential: 'key', credentialId: id };
      })[0];
    });
  }

  /** Those of the sessions, keys and users that let nobody in. */
  async endedAmong(credentialIds: readonly string[]): Promise<string[]> {
    const live = (await this.source.query(
      `SELECT s.id ${LIVE_SESSIONS} AND s.id = ANY($1)
       UNION ALL SELECT k.id ${LIVE_KEYS} AND k.id = ANY($1)
       UNION ALL SELECT u.id ${LIVE_USERS} AND u.id = ANY($1)`,
      [credentialIds],
    )) as { id: string }[];
    const ids = new Set(live.map(({ id }) => id));
    return credentialIds.filter((id) => !ids.has(id));
  }

  private ofSessionWhere(name: string, condition: string, value: string): Promise<Identity | undefined> {
    return this.confirm(name, async () => {
      const rows = await this.query<SessionRow>(
        `SELECT u.id, u.partner_id, u.role, s.id AS session_id, s.kind, ${isNoted('s.last_seen_at')} AS noted
         ${LIVE_SESSIONS} AND ${condition}`,
        value,
      );
      return rows.map((row) => {
        if (!row.noted) this.lastUse.note('session', row.session_id);
        return userIdentity(row, row.kind === 'token' ? 'token' : 'session', row.session_id);
      })[0];
    });
  }

  private query<Row>(sql: string, value: string): Promise<Row[]> {
    return this.source.query(sql, [value]) as Promise<Row[]>;
  }

  private async confirm(
    name: string,
    read: () => Promise<Identity | undefined>,
  ): Promise<Identity | undefined> {
    const reading = read().then((identity) => this.note(name, identity));
    try {
      return await (this.confirmed.has(name) ? inTime(reading) : reading);
    } catch (cause) {
      const held = this.confirmed.get(name);
      if (held) return held;
      throw new AnikaError('SERVICE_UNAVAILABLE', {
        detail: 'Credentials cannot be checked for the moment.',
        cause,
      });
    }
  }

  /** Also what comes too late to be waited for: the end of a key counts from then on. */
  private note(name: string, identity: Identity | undefined): Identity | undefined {
    if (identity) this.confirmed.set(name, identity);
    else this.confirmed.delete(name);
    return identity;
  }
}

/** @throws {Error} when there is no answer, be it a negative one, in time. */
async function inTime(reading: Promise<Identity | undefined>): Promise<Identity | undefined> {
  const answer = await within(
    reading.then((identity) => ({ identity })),
    PATIENCE_MS,
  );
  if (!answer) throw new Error(`no answer in ${PATIENCE_MS} ms`);
  return answer.identity;
}

function userIdentity(
  { id, partner_id: partnerId, role }: UserRow,
  credential: 'token' | 'session',
  credentialId: string,
): Identity {
  return { userId: id, partnerId, role, scopes: [...ROLE_SCOPES[role]], credential, credentialId };
}
