import { createHash } from 'node:crypto';
import { AnikaError } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuthConfig } from '../auth.config';

const WINDOW_SECONDS = 900;

/** Counts failed sign-ins in PostgreSQL, so that all replicas share the count, per account and per address. */
@Injectable()
export class LoginLimit {
  constructor(
    private readonly config: AuthConfig,
    private readonly source: DataSource,
  ) {}

  /** @throws {AnikaError} RATE_LIMITED with `Retry-After` once an account or address has used up its failures. */
  async assertAllowed(email: string, address: string): Promise<void> {
    await this.assertBelow(accountOf(email), this.config.LOGIN_ATTEMPTS);
    await this.assertBelow(addressOf(address), this.config.LOGIN_ATTEMPTS_PER_ADDRESS);
  }

  async recordFailure(email: string, address: string): Promise<void> {
    await this.source.query('INSERT INTO login_failure (subject) VALUES ($1), ($2)', [
      accountOf(email),
      addressOf(address),
    ]);
  }

  async forget(email: string): Promise<void> {
    await this.source.query('DELETE FROM login_failure WHERE subject = $1', [accountOf(email)]);
  }

  private async assertBelow(subject: string, limit: number): Promise<void> {
    const rows = (await this.source.query(
      `SELECT extract(epoch FROM at + make_interval(secs => $2) - now()) AS wait FROM login_failure
       WHERE subject = $1 AND at > now() - make_interval(secs => $2) ORDER BY at DESC OFFSET $3 LIMIT 1`,
      [subject, WINDOW_SECONDS, limit - 1],
    )) as { wait: string }[];
    const [row] = rows;
    if (!row) return;
    throw new AnikaError('RATE_LIMITED', {
      detail: 'Too many failed sign-ins. Wait before you try again.',
      headers: { 'retry-after': String(Math.max(1, Math.ceil(Number(row.wait)))) },
    });
  }
}

// The addresses of people are not kept in clear for a count.
const digest = (text: string) => createHash('sha256').update(text).digest('base64url');
const accountOf = (email: string) => `account:${digest(email.toLowerCase())}`;
const addressOf = (address: string) => `address:${digest(address)}`;
