import type { AuditLog } from '@anika/contracts';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** What users, API keys and partners are called today. */
@Injectable()
export class NamesService {
  constructor(private readonly source: DataSource) {}

  /**
   * By id. What does not exist any more has none, nor have people and keys of another company: an entry tells of ids that were tried,
   * too, and must not say whose they are.
   */
  async of(reader: AuditLog, ids: readonly string[]): Promise<Record<string, string>> {
    const rows = (await this.source.query(
      `SELECT id, name FROM app_user WHERE id = ANY($1) AND ($2::text IS NULL OR partner_id = $2)
       UNION ALL SELECT id, name FROM api_key WHERE id = ANY($1) AND ($2::text IS NULL OR partner_id = $2)
       UNION ALL SELECT id, name FROM partner WHERE id = ANY($1) AND ($2::text IS NULL OR NOT is_platform)`,
      [ids, reader === 'operators' ? null : reader],
    )) as { id: string; name: string }[];
    return Object.fromEntries(rows.map(({ id, name }) => [id, name]));
  }
}
