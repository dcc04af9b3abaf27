import { createHash } from 'node:crypto';
import { AnikaError } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import ipaddr from 'ipaddr.js';
import { DataSource, type EntityManager } from 'typeorm';

const WINDOW_SECONDS = 900;

/** So many attempts of one subject in 15 minutes. */
export interface Place {
  readonly subject: string;
  readonly limit: number;
}

/**
 * Counts attempts in PostgreSQL, so that all replicas share the count. A place is taken before the attempt and given back
 * after a good one: attempts at the same moment are never more than the limit.
 */
@Injectable()
export class AttemptLimit {
  constructor(private readonly source: DataSource) {}

  /**
   * Takes a place for each subject, or none.
   *
   * @throws {AnikaError} RATE_LIMITED with `Retry-After` once one of them has used up its attempts.
   */
  take(...places: readonly Place[]): Promise<readonly string[]> {
    return this.source.transaction(async (manager) => {
      const taken: string[] = [];
      for (const place of places) taken.push(await takeOne(manager, place));
      return taken;
    });
  }

  async giveBack(taken: readonly string[]): Promise<void> {
    await this.source.query('DELETE FROM login_failure WHERE id = ANY($1)', [taken]);
  }

  async forget(subject: string, manager: EntityManager = this.source.manager): Promise<void> {
    await manager.query('DELETE FROM login_failure WHERE subject = $1', [subject]);
  }
}

/** One after another for a subject: what each counts is all that were taken before. */
async function takeOne(manager: EntityManager, { subject, limit }: Place): Promise<string> {
  await manager.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [subject]);
  const full = (await manager.query(
    `SELECT extract(epoch FROM at + make_interval(secs => $2) - now()) AS wait FROM login_failure
     WHERE subject = $1 AND at > now() - make_interval(secs => $2) ORDER BY at DESC OFFSET $3 LIMIT 1`,
    [subject, WINDOW_SECONDS, limit - 1],
  )) as { wait: string }[];
  if (full[0]) {
    throw new AnikaError('RATE_LIMITED', {
      detail: 'Too many attempts. Wait before you try again.',
      headers: { 'retry-after': String(Math.max(1, Math.ceil(Number(full[0].wait)))) },
    });
  }
  const rows = (await manager.query(
    'INSERT INTO login_failure (subject, at) VALUES ($1, clock_timestamp()) RETURNING id',
    [subject],
  )) as [{ id: string }];
  return rows[0].id;
}

// The addresses of people are not kept in clear for a count.
const digest = (text: string) => createHash('sha256').update(text).digest('base64url');

/** What is counted for an account. @example accountOf('Owner@example.com') */
export const accountOf = (email: string) => `account:${digest(email.toLowerCase())}`;
/** What is counted for a network address. @example addressOf('203.0.113.7') */
export const addressOf = (address: string) => `address:${digest(networkOf(address))}`;

/** Of IPv6 a customer has 64 bits for themselves (RFC 6177 section 2): each address of those would be a new start. */
function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  return parsed.kind() === 'ipv6'
    ? ipaddr.IPv6.networkAddressFromCIDR(`${address}/64`).toString()
    : parsed.toString();
}
