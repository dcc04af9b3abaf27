import { Injectable, Logger } from '@nestjs/common';
import { DataSource } from 'typeorm';

const COLUMNS = { api_key: 'last_used_at', session: 'last_seen_at' } as const;

/** SQL: whether a use in the last minute is noted. */
export const isNoted = (column: string) => `coalesce(${column} > now() - interval '1 minute', false)`;

/** Notes uses of keys and sessions once a minute, whichever replica sees them, without anybody waiting for it. */
@Injectable()
export class LastUse {
  private readonly logger = new Logger(LastUse.name);

  constructor(private readonly source: DataSource) {}

  note(table: keyof typeof COLUMNS, id: string): void {
    const column = COLUMNS[table];
    this.source
      .query(`UPDATE ${table} SET ${column} = now() WHERE id = $1 AND NOT ${isNoted(column)}`, [id])
      .catch((error: unknown) => this.logger.warn(error));
  }
}
